import { html } from 'hono/html';
import { isMidnight, lastDayOf } from '../../audit/period.ts';
import type { AuditPeriod, ConnectionReport, ReportData } from '../../audit/report-data.ts';
import { counted } from '../../domain/figure-text.ts';
import type { Html } from './html.ts';
import { sandboxBanner, sandboxMarkOf } from './sandbox-banner.ts';
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
${connections.map(tenantView)}
<p>What m365-evidence read from Microsoft Graph, and when. It is evidence for the requirements that it names; whether they are met is for an assessor to say. What could not be read is marked as not read and never counted as zero. All times are UTC.</p>
${damaged.length > 0 && html`<p class="note trouble">${counted(damaged.length, 'item')} of the register not as recorded: see <a href="#integrity">Integrity of the register</a>.</p>`}</header>`;
}

/** Shows a connection's tenant, schedule, versions and newest checkpoint. */
function tenantView(connection: ConnectionReport): Html {
  const { name, title, domains, schedule, configured, signedIn, seal } = connection;
  const { checkpoint } = seal ?? { checkpoint: null };
  return html`<dl class="standing tenant">
<div><dt>Connection</dt><dd>${name}${sandboxMarkOf(connection).map((mark) => ` (${mark})`)}</dd></div>
<div><dt>Tenant</dt><dd>${title !== null && html`<b>${title}</b> `}${signedIn?.tenantId ?? 'not known'}</dd></div>
${domains.length > 0 && html`<div><dt>Domains</dt><dd>${domains.join(', ')}</dd></div>`}
<div><dt>Schedule</dt><dd>${configured ? (schedule ?? 'not known') : 'no longer synced'}</dd></div>
<div><dt>Collectors</dt><dd>${versionsText(connection)}</dd></div>
<div><dt>Checkpoint</dt><dd>${checkpoint ? html`size ${checkpoint.size}, root <code>${checkpoint.root}</code>` : 'none'}</dd></div>
</dl>`;
}

/** Returns the versions of the collectors that read the evidence of the period: `secure-score 1 and 2`. */
function versionsText({ evidence }: ConnectionReport): string {
  const named = evidence.map(({ collector, items }) => {
    const versions = new Set(items.map(({ provenance }) => provenance.collectorVersion));
    return `${collector} ${[...versions].toSorted().join(' and ')}`;
  });
  return named.join(', ') || 'no evidence in the period';
}

function periodView({ chosen, from, to }: AuditPeriod): Html {
  if (from === null) return html`until ${moment(to)}; there is no sync in it`;
  if (chosen && isMidnight(from) && isMidnight(to))
    return html`${from.slice(0, 10)} to ${lastDayOf({ to })}, complete days in UTC`;
  return html`${moment(from)} to ${moment(to)}${!chosen && ', from the first sync on'}`;
}
