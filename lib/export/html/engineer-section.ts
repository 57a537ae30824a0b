import { html } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import { connectionView } from './connection-view.ts';
import { connectionAnchor } from './contents.ts';
import type { Html } from './html.ts';
import { overviewView } from './overview-view.ts';
import type { Part } from './part.ts';
import { moment } from './time-text.ts';

/**
 * The parts for the security engineer: the state of each connection at the period's end. Links to evidence items only if
 * the report lists them.
 */
export async function engineerParts(
  data: ReportData,
  { evidenceListed }: { evidenceListed: boolean },
): Promise<Part[]> {
  const { connections, period } = data;
  const views: Html[] = [];
  for (const connection of connections) {
    const linked = evidenceListed ? connection : { ...connection, evidence: [] };
    views.push(await connectionView(linked, data));
  }
  const view = html`<p>Figures, their age and syncs are as of the period’s end, ${moment(period.to)}; charts show the period.</p>
${overviewView(connections)}
${views.length > 0 ? views : html`<p class="empty">There is no connection to report on. <code>m365-evidence connect</code> makes one.</p>`}`;
  const sections = connections.map(({ name }) => ({ id: connectionAnchor(name), title: name }));
  return [{ id: 'engineer', title: 'For the security engineer', view, sections }];
}
