import { html } from 'hono/html';
import type { Coverage, DayRange, FrameworkCoverage, RequirementCoverage } from '../model/report-data.ts';
import { evidenceAnchor } from './anchors.ts';
import type { Html } from './html.ts';
import { scrollRegion } from './scroll-region.ts';
import { counted, duration } from './time-text.ts';

/** A framework's requirements against the evidence for each. */
export function coverageView({ title, requirements }: FrameworkCoverage): Html {
  const head = ['Evidence', 'Connection', 'Dates covered', 'Items', 'Newest', 'Days without evidence'];
  const table = html`<table class="coverage"><thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
${requirements.map(requirementRows)}</table>`;
  return html`<h4>${title}</h4>${scrollRegion(`${title}: requirements and evidence`, table)}`;
}

function requirementRows({ id, title, evidence }: RequirementCoverage): Html {
  const rows = evidence.map(coverageRow);
  return html`<tbody><tr><th colspan="6" scope="rowgroup">${id} <span>${title}</span></th></tr>
${rows.length > 0 ? rows : html`<tr><td colspan="6">No evidence is collected for it.</td></tr>`}</tbody>`;
}

function coverageRow(coverage: Coverage): Html {
  const { connection, title, items, partial, first, last, newestAgeHours, gaps } = coverage;
  const name = items > 0 ? html`<a href="#${evidenceAnchor(coverage)}">${title}</a>` : title;
  return html`<tr><td>${name}</td><td>${connection}</td><td>${first === null || last === null ? 'none' : datesText(first, last)}</td>
<td>${items.toLocaleString('en')}${partial > 0 && html` (${partial} partial)`}</td><td>${newestAgeHours === null ? 'none' : `${duration(newestAgeHours)} old`}</td><td>${items === 0 && gaps.length === 0 ? 'not synced yet' : gapsText(gaps)}</td></tr>`;
}

function datesText(first: string, last: string): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : `${from} to ${to}`;
}

/** Days by name: `2026-09-03; 2026-10-01 to 2026-10-03 (3 days)`. */
function gapsText(gaps: readonly DayRange[]): string {
  const named = gaps.map(({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
    return days === 1 ? from : `${from} to ${to} (${counted(days, 'day')})`;
  });
  return named.join('; ') || 'none';
}
