import { html } from 'hono/html';
import type { CollectorChange, WindowChanges } from '../../audit/changes.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { knownCollector } from '../../collectors/registry.ts';
import { comparedText, counted } from '../../domain/figure-text.ts';
import { sentence } from '../../domain/plain-text.ts';
import { folded, type Html, scrollRegion } from './html.ts';
import { moment } from './time-text.ts';

const HEADINGS: Record<WindowChanges['window'], string> = {
  day: 'Since the day before',
  week: 'Since a week before',
  period: 'Since the period began',
};

/** Changes that are shown at once; the others are folded. */
const SHOWN = 3;

/** Shows what changed in each window, and why a window cannot be compared. */
export function changesView({ name, changes }: ConnectionReport): Html | false {
  const rows = changes[0]?.collectors ?? [];
  if (rows.length === 0) return false;
  const head = changes.map(({ window }) => html`<th scope="col">${HEADINGS[window]}</th>`);
  const table = html`<table class="windows"><thead><tr><th scope="col">Evidence</th>${head}</tr></thead>
<tbody>${rows.map(
    ({ collector, title }) =>
      html`<tr><th scope="row">${title}</th>${changes.map(({ window, collectors }) => {
        const change = collectors.find((one) => one.collector === collector);
        return html`<td data-label="${HEADINGS[window]}">${change && changeView(change)}</td>`;
      })}</tr>`,
  )}</tbody></table>`;
  return html`<h4>Changes</h4>${scrollRegion(`${name}: changes`, table)}`;
}

function changeView({ collector, change, notCompared }: CollectorChange): Html {
  if (!change) return html`<span class="muted">${sentence(`Not compared: ${notCompared}`)}</span>`;
  const { before, after, since, others, limit } = change;
  const unit = knownCollector(collector)?.figures.headline.unit ?? { one: '', many: '' };
  const headline = comparedText(before, after, unit);
  const [shown, rest] = [others.slice(0, SHOWN), others.slice(SHOWN)];
  const list = (texts: readonly string[]) => html`<ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
  return html`${before === after ? headline : html`<b>${headline}</b>`}
${shown.length > 0 && list(shown)}
${rest.length > 0 && folded(counted(rest.length, 'more change'), list(rest))}
<p class="muted">against ${moment(since)}${limit && `. ${limit}`}</p>`;
}
