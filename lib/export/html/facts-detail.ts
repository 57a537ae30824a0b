import { html } from 'hono/html';
import type { FactsDetails, FactsTable } from '../../collectors/collector-view.ts';
import { viewOf } from '../../collectors/views.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { factText, fieldsIn, nameText, valueText } from './facts-text.ts';
import { type Html, scrollRegion } from './html.ts';
import { headRow } from './labelled-row.ts';

/**
 * Shows the facts of any evidence item: first the collector's own view of them, then lists as lists and tables, and all
 * others in one line.
 */
export function factsDetail({ connection, collector, title, facts }: Evidence): Html {
  const details = viewOf(collector)?.details?.(facts);
  const entries = Object.entries(facts).filter(([name]) => !details?.listed.includes(name));
  const inLine = entries.filter(([, value]) => !Array.isArray(value));
  const lists = entries.flatMap(([name, value]) => (Array.isArray(value) ? [{ name, list: value }] : []));
  return html`<section class="detail"><h5>${title}</h5>
${details?.tables?.map((table) => tableView(table, `${connection}: ${title}, ${table.heading}`))}
${details && detailsView(details)}
<p class="facts">${inLine.map(([name, value]) => factText(name, value)).join('; ')}</p>
${lists.map(({ name, list }) => html`<h6>${nameText(name)}</h6>${listView(list, `${connection}: ${title}, ${nameText(name)}`)}`)}</section>`;
}

function detailsView({ lists, notes }: FactsDetails): Html {
  return html`<div class="states">${lists.map(
    ({ heading, names }) => html`<div><h6>${heading}</h6>
${names.length > 0 ? html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>` : html`<p>none</p>`}</div>`,
  )}</div>
${notes.map((note) => html`<p class="note">${note}</p>`)}`;
}

function tableView({ heading, columns, rows }: FactsTable, label: string): Html {
  const body = rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<h6>${heading}</h6>${scrollRegion(label, html`<table>${headRow(columns)}<tbody>${body}</tbody></table>`)}`;
}

function listView(list: readonly unknown[], label: string): Html {
  if (list.length === 0) return html`<p>none</p>`;
  const fields = fieldsIn(list);
  if (!fields) return html`<ol>${list.map((element) => html`<li>${valueText(element)}</li>`)}</ol>`;
  const rows = (list as Record<string, unknown>[]).map(
    (record) => html`<tr>${fields.map((field) => html`<td>${valueText(record[field])}</td>`)}</tr>`,
  );
  return scrollRegion(label, html`<table>${headRow(fields.map(nameText))}<tbody>${rows}</tbody></table>`);
}
