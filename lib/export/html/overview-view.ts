import { html } from 'hono/html';
import { type AttentionCounts, attentionCounts } from '../../audit/attention/counts.ts';
import { SEVERITIES } from '../../audit/attention/item.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { connectionAnchor } from './contents.ts';
import { type Html, scrollRegion } from './html.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';
import { severityMark } from './severity-mark.ts';
import { moment } from './time-text.ts';

/** Lists all connections with their numbers of items that need attention, the most urgent first. */
export function overviewView(connections: readonly ConnectionReport[]): Html | false {
  if (connections.length < 2) return false;
  const rated = connections.map((connection) => ({
    connection,
    counts: attentionCounts(connection.attention),
  }));
  const sorted = rated.toSorted((a, b) => {
    const [difference = 0] = SEVERITIES.map((one) => b.counts[one] - a.counts[one]).filter(Boolean);
    return difference;
  });
  const table = html`<table class="overview"><thead><tr><th scope="col">Connection</th>${SEVERITIES.map((severity) => html`<th scope="col">${severityMark(severity)}</th>`)}<th scope="col">Not judged</th><th scope="col">Newest sync</th></tr></thead>
<tbody>${sorted.map(row)}</tbody></table>`;
  return html`<h3>What needs attention, by connection</h3>${scrollRegion('What needs attention, by connection', table)}`;
}

function row({ connection, counts }: { connection: ConnectionReport; counts: AttentionCounts }): Html {
  const { name, recentRuns } = connection;
  const [newest] = recentRuns;
  return html`<tr><th scope="row"><a href="#${connectionAnchor(name)}">${name}</a>${sandboxMarkOf(connection).map((mark) => ` (${mark})`)}</th>
${SEVERITIES.map((severity) => html`<td data-label="${severity}">${counts[severity]}</td>`)}
<td data-label="Not judged">${counts.notJudged}</td><td data-label="Newest sync">${newest ? html`${moment(newest.startedAt)}, ${newest.status}` : 'none recorded'}</td></tr>`;
}
