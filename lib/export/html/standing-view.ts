import { html } from 'hono/html';
import { expiryText } from '../../audit/expiry-text.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import { isRenewalUrgent } from '../../domain/secret-source.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { daysUntil } from '../../domain/time.ts';
import type { Html } from './html.ts';
import { duration, moment } from './time-text.ts';

/** Shows the state of a connection: its newest sync, tenant, credential and permissions. */
export function standingView(
  { recentRuns, signedIn, staleAfterHours, configured }: ConnectionReport,
  asOf: string,
): Html {
  const [newest] = recentRuns;
  return html`<dl class="standing">
<div><dt>Newest sync</dt><dd>${newest ? html`${moment(newest.startedAt)}, ${newest.status}` : 'none recorded'}</dd></div>
<div><dt>Stale after</dt><dd>${configured ? duration(staleAfterHours) : 'no longer synced'}</dd></div>
<div><dt>Tenant</dt><dd>${signedIn?.tenantId ?? newest?.tenantId ?? 'not known'}</dd></div>
<div><dt>${credentialHead(signedIn)}</dt><dd>${expiryOf(signedIn, asOf)}</dd></div>
<div><dt>Permissions</dt><dd>${permissionsText(signedIn)}</dd></div>
</dl>`;
}

function credentialHead(signedIn: SyncRun | null): string {
  if (signedIn?.credential === 'federated') return 'Credential';
  return signedIn?.credential === 'certificate' ? 'Certificate' : 'Client secret';
}

function expiryOf(signedIn: SyncRun | null, asOf: string): Html | string {
  if (!signedIn) return 'not known: no sync signed in';
  if (signedIn.credential === 'federated') return 'no expiry date: federated';
  const expires = signedIn.clientSecretExpires;
  if (!expires) return 'expiry date not recorded';
  const now = Date.parse(asOf);
  const days = daysUntil(expires, now);
  const text = expiryText(expires, days);
  return isRenewalUrgent(expires, now) ? html`<b>Urgent:</b> ${text}` : text;
}

function permissionsText(signedIn: SyncRun | null): string {
  if (!signedIn) return 'not known: no sync signed in';
  const { permissions } = signedIn;
  if (!permissions) return 'not known: the token does not list them';
  const { missing, excessive } = permissions;
  const said = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(excessive.length > 0 ? [`more than needed: ${excessive.join(', ')}`] : []),
  ];
  return said.join('; ') || 'those that are needed, and no more';
}
