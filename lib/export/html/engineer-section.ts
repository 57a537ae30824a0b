import { html } from 'hono/html';
import type { ReportData } from '../../audit/report-data.ts';
import { connectionView } from './connection-view.ts';
import type { Html } from './html.ts';
import { moment } from './time-text.ts';

/** The section for the security engineer: the state of each connection at the period's end. */
export async function engineerSection(data: ReportData): Promise<Html> {
  const { connections, period } = data;
  const views: Html[] = [];
  for (const connection of connections) views.push(await connectionView(connection, data));
  return html`<section aria-labelledby="engineer"><h2 id="engineer">For the security engineer</h2>
<p>Figures, their age and syncs are as of the period’s end, ${moment(period.to)}; charts show the period.</p>
${views.length > 0 ? views : html`<p class="empty">There is no connection to report on. <code>m365-evidence connect</code> makes one.</p>`}
</section>`;
}
