import { html } from 'hono/html';
import { type AuditPeriod, isMidnight, lastDayOf } from '../../audit/period.ts';
import type { ReportData } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import type { Html } from './html.ts';
import { sandboxBanner } from './sandbox-banner.ts';
import { tenantsView } from './tenants-view.ts';
import { moment } from './time-text.ts';

/** The head of the report: its tenants, period and origin, and what it does not claim. */
export function masthead(data: ReportData): Html {
  const { id, written, source, writtenAt, period, connections, damaged } = data;
  return html`<header>${sandboxBanner(data)}<h1>Microsoft 365 evidence</h1>
<dl class="standing">
<div><dt>Register</dt><dd>${source}</dd></div>
<div><dt>Period</dt><dd>${periodView(period)}</dd></div>
<div><dt>Written</dt><dd>${moment(writtenAt)}${written.by !== null && ` by ${written.by}`}</dd></div>
<div><dt>With</dt><dd>${written.software}${written.options && html`, <code>report ${written.options}</code>`}</dd></div>
<div><dt>On</dt><dd>${written.place}</dd></div>
<div><dt>Report id</dt><dd><code>${id}</code></dd></div>
</dl>
${tenantsView(connections)}
<p>What m365-evidence read from Microsoft Graph, and when. It is evidence for the requirements that it names; whether they are met is for an assessor to say. What could not be read is marked as not read and never counted as zero. All times are UTC.</p>
${damaged.length > 0 && html`<p class="note trouble">${counted(damaged.length, 'item')} of the register not as recorded: see <a href="#integrity">Integrity of the register</a>.</p>`}</header>`;
}

function periodView({ chosen, from, to }: AuditPeriod): Html {
  if (from === null) return html`until ${moment(to)}; there is no sync in it`;
  if (chosen && isMidnight(from) && isMidnight(to))
    return html`${from.slice(0, 10)} to ${lastDayOf({ to })}, complete days in UTC`;
  return html`${moment(from)} to ${moment(to)}${!chosen && ', from the first sync on'}`;
}
