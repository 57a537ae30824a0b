import { html } from 'hono/html';
import type { AuditPeriod } from '../../audit/period.ts';
import type { ConnectionReport, ReportData } from '../../audit/report-data.ts';
import type { Tile } from '../../audit/tile.ts';
import { DAY } from '../../domain/time.ts';
import { actionsView } from './actions-view.ts';
import { attentionView } from './attention-view.ts';
import { changesView } from './changes-view.ts';
import { chart } from './chart.ts';
import type { Span } from './chart-spec.ts';
import { connectionAnchor } from './contents.ts';
import { factsDetail } from './facts-detail.ts';
import type { Html } from './html.ts';
import { failureView, recentRunsView } from './recent-runs-view.ts';
import { sandboxMarkOf } from './sandbox-banner.ts';
import { standingView } from './standing-view.ts';
import { tileView } from './tile-view.ts';

/** Shows one connection to the security engineer: its state, its figures over time, and its last syncs. */
export async function connectionView(
  connection: ConnectionReport,
  { period, writtenAt }: Pick<ReportData, 'period' | 'writtenAt'>,
): Promise<Html> {
  const { name, tiles, trends, staleAfterHours, recentRuns, attention } = connection;
  const heading = html`<h3 id="${connectionAnchor(name)}">${[name, ...sandboxMarkOf(connection)].join(', ')}</h3>`;
  const never = tiles.every(({ evidence }) => evidence === null);
  if (recentRuns.length === 0 && never)
    return html`<section>${heading}<p class="empty">${period.to < writtenAt ? html`No sync up to the period’s end.` : html`Never synced. <code>npx m365-evidence sync ${name}</code> syncs it (with <code>--local</code>, on this machine).`}</p></section>`;
  const charts = new Map<string, Html>();
  for (const trend of trends) charts.set(trend.collector, await chart(trend, spanOf(period)));
  const crossedBy = ({ collector }: Tile) =>
    attention.items.filter(({ rule, source }) => rule === 'threshold' && source?.collector === collector);
  const cards = tiles.map(
    (tile) =>
      html`<article class="card">${tileView(tile, staleAfterHours, crossedBy(tile))}${charts.get(tile.collector) ?? html`<p class="chart">No figure in the period.</p>`}</article>`,
  );
  const read = tiles.flatMap(({ evidence }) => evidence ?? []);
  return html`<section>${heading}
${attentionView(connection)}
${standingView(connection, period.to)}
${recentRuns[0]?.error && html`<p class="note trouble">The newest sync could not sign in, so nothing was read. ${failureView(recentRuns[0].error)}</p>`}
<div class="cards">${cards}</div>
${changesView(connection)}
${actionsView(connection)}
${read.length > 0 && html`<details class="folded"><summary><h4>The newest evidence in detail</h4></summary><div class="details">${read.map(factsDetail)}</div></details>`}
<details class="folded"><summary><h4>Recent syncs</h4></summary>${recentRunsView(connection)}</details></section>`;
}

/** Returns the time span that charts draw: the period, but at least a day, so that a single reading has room. */
function spanOf({ from, to }: AuditPeriod): Span {
  const end = Date.parse(to);
  return [Math.min(from === null ? end : Date.parse(from), end - DAY), end];
}
