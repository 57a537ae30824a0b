import { html } from 'hono/html';
import type { ReportData } from '../model/report-data.ts';
import { connectionView } from './connection-view.ts';
import type { Html } from './html.ts';
import { moment } from './time-text.ts';

/** Where each connection stands when the report is written. */
export async function engineerSection({ connections, period, writtenAt }: ReportData): Promise<Html> {
  const views: Html[] = [];
  for (const connection of connections) views.push(await connectionView(connection, period, writtenAt));
  return html`<section aria-labelledby="engineer"><h2 id="engineer">For the security engineer</h2>
<p>Figures, their age and syncs are as of ${moment(writtenAt)}; charts show the period.</p>
${views.length > 0 ? views : html`<p class="empty">There is no connection to report on. <code>m365-evidence connect</code> makes one.</p>`}
</section>`;
}
