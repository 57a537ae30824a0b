import { html } from 'hono/html';
import { SEVERITIES, type Severity } from '../../audit/attention/item.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { connectionAnchor } from './contents.ts';
import { type Html, scrollRegion } from './html.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';
import { severityMark } from './severity-mark.ts';
import { moment } from './time-text.ts';

/** Lists all connections with their numbers of items that need attention, the most urgent first. */
export function overviewView(connections: readonly ConnectionReport[]): Html | false {
  if (connections.length < 2) return false;
  const sorted = connections.toSorted((a, b) => {
    const [difference = 0] = SEVERITIES.map((one) => numberOf(b, one) - numberOf(a, one)).filter(Boolean);
    return difference;
  });
  const table = html`<table class="overview"><thead><tr><th scope="col">Connection</th>${SEVERITIES.map((severity) => html`<th scope="col">${severityMark(severity)}</th>`)}<th scope="col">Not judged</th><th scope="col">Newest sync</th></tr></thead>
<tbody>${sorted.map(row)}</tbody></table>`;
  return html`<h3>What needs attention, by connection</h3>${scrollRegion('What needs attention, by connection', table)}`;
}

function row(connection: ConnectionReport): Html {
  const { name, attention, recentRuns } = connection;
  const [newest] = recentRuns;
  const open = attention.notJudged.reduce((sum, { asks }) => sum + asks.length, 0);
  return html`<tr><th scope="row"><a href="#${connectionAnchor(name)}">${name}</a>${sandboxMarkOf(connection).map((mark) => ` (${mark})`)}</th>
${SEVERITIES.map((severity) => html`<td data-label="${severity}">${numberOf(connection, severity)}</td>`)}
<td data-label="Not judged">${open}</td><td data-label="Newest sync">${newest ? html`${moment(newest.startedAt)}, ${newest.status}` : 'none recorded'}</td></tr>`;
}

function numberOf({ attention }: ConnectionReport, severity: Severity): number {
  return attention.items.filter((item) => item.severity === severity).length;
}
