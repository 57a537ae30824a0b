import { type CredentialKind, credentialName } from '../../domain/credential-kind.ts';
import { URGENT_DAYS } from '../../domain/secret-source.ts';
import type { SyncRun } from '../../domain/sync-run.ts';
import { daysUntil, minuteOf } from '../../domain/time.ts';
import { expiryText } from '../expiry-text.ts';
import type { JudgedItem, Judgement } from './item.ts';
import { portalOf } from './portals.ts';
import type { AttentionState } from './subject.ts';

/** Days before the expiry date from which it is a matter of high severity. */
const SOON = 14;
const asksExpiry = (kind?: CredentialKind) => `when the ${credentialName(kind)} expires`;
const ASKS_PERMISSIONS = 'whether the app registration has the permissions that are needed, and no more';

/** Finds a client secret or certificate that expires soon (a federated credential has no expiry date), and permissions that are missing or more than needed. */
export function judgeCredentials(subject: AttentionState): Judgement {
  const { signedIn, tiles } = subject;
  if (!signedIn) {
    const why = 'no sync signed in';
    return { notJudged: [asksExpiry(), ASKS_PERMISSIONS].map((asks) => ({ asks, why })) };
  }
  const { permissions, id, startedAt } = signedIn;
  const endpoint = tiles.find(({ evidence }) => evidence)?.evidence?.provenance.endpoint;
  const source = { collector: null, run: id, at: startedAt };
  const base = { source, portal: portalOf('app-registrations', endpoint) };
  const expiry = judgeExpiry(signedIn, subject, base);
  const items: JudgedItem[] = [...expiry.items];
  const notJudged = [...expiry.notJudged];
  if (!permissions)
    notJudged.push({
      asks: ASKS_PERMISSIONS,
      why: `the token of ${minuteOf(startedAt)} UTC does not list them`,
    });
  const { missing = [], excessive = [] } = permissions ?? {};
  if (missing.length > 0)
    items.push({
      ...base,
      rule: 'missing-permissions',
      severity: 'medium',
      text: `The app registration lacks ${missing.join(', ')}.`,
      action: 'Grant admin consent for each missing permission.',
    });
  if (excessive.length > 0)
    items.push({
      ...base,
      rule: 'excessive-permissions',
      severity: 'low',
      text: `The app registration has more permissions than needed: ${excessive.join(', ')}.`,
      action: 'Remove each permission that no other program needs.',
    });
  return { items, notJudged };
}

function judgeExpiry(
  { credential: kind, clientSecretExpires: expires }: SyncRun,
  { asOf, name }: AttentionState,
  base: Pick<JudgedItem, 'source' | 'portal'>,
): Required<Judgement> {
  if (kind === 'federated') return { items: [], notJudged: [] };
  if (!expires)
    return { items: [], notJudged: [{ asks: asksExpiry(kind), why: 'its expiry date is not recorded' }] };
  const days = daysUntil(expires, asOf);
  if (days > URGENT_DAYS) return { items: [], notJudged: [] };
  const item: JudgedItem = {
    ...base,
    rule: kind === 'certificate' ? 'certificate-expiry' : 'client-secret-expiry',
    severity: days <= SOON ? 'high' : 'medium',
    text: `The ${credentialName(kind)} ${expiryText(expires, days)}.`,
    action: `Make a new ${credentialName(kind)}, and store it with "npx m365-evidence connect ${name}".`,
  };
  return { items: [item], notJudged: [] };
}
