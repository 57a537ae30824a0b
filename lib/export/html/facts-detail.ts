import { html } from 'hono/html';
import { PolicyFacts } from '../../collectors/conditional-access/policy-facts.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { factText, fieldsIn, nameText, valueText } from './facts-text.ts';
import type { Html } from './html.ts';
import { policiesView } from './policies-view.ts';
import { scrollRegion } from './scroll-region.ts';

/** Shows the facts of any evidence item: lists as lists and tables, all others in one line. */
export function factsDetail({ connection, title, facts }: Evidence): Html {
  const policies = PolicyFacts.safeParse(facts).data;
  const entries = Object.entries(facts).filter(([name]) => !(policies && name === 'policies'));
  const inLine = entries.filter(([, value]) => !Array.isArray(value));
  const lists = entries.flatMap(([name, value]) => (Array.isArray(value) ? [{ name, list: value }] : []));
  return html`<section class="detail"><h5>${title}</h5>
${policies && policiesView(facts, policies)}
<p class="facts">${inLine.map(([name, value]) => factText(name, value)).join('; ')}</p>
${lists.map(({ name, list }) => html`<h6>${nameText(name)}</h6>${listView(list, `${connection}: ${title}, ${nameText(name)}`)}`)}</section>`;
}

function listView(list: readonly unknown[], label: string): Html {
  if (list.length === 0) return html`<p>none</p>`;
  const fields = fieldsIn(list);
  if (!fields) return html`<ol>${list.map((element) => html`<li>${valueText(element)}</li>`)}</ol>`;
  const rows = (list as Record<string, unknown>[]).map(
    (record) => html`<tr>${fields.map((field) => html`<td>${valueText(record[field])}</td>`)}</tr>`,
  );
  const head = fields.map((field) => html`<th scope="col">${nameText(field)}</th>`);
  return scrollRegion(label, html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`);
}
