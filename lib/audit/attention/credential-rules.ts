import { counted } from '../../domain/figure-text.ts';
import { URGENT_DAYS } from '../../domain/secret-source.ts';
import { daysUntil, minuteOf } from '../../domain/time.ts';
import type { JudgedItem, Judgement } from './item.ts';
import { portalOf } from './portals.ts';
import type { AttentionSubject } from './subject.ts';

/** Days before the expiry date from which it is a matter of high severity. */
const SOON = 14;
const ASKS_EXPIRY = 'when the client secret expires';
const ASKS_PERMISSIONS = 'whether the app registration has the permissions that are needed, and no more';

/** Finds a client secret that expires soon, and permissions that are missing or more than needed. */
export function judgeCredentials(subject: AttentionSubject): Judgement {
  const { signedIn, asOf, tiles } = subject;
  if (!signedIn) {
    const why = 'no sync signed in';
    return { notJudged: [ASKS_EXPIRY, ASKS_PERMISSIONS].map((asks) => ({ asks, why })) };
  }
  const { permissions, clientSecretExpires: expires, id, startedAt } = signedIn;
  const endpoint = tiles.find(({ evidence }) => evidence)?.evidence?.provenance.endpoint;
  const source = { collector: null, run: id, at: startedAt };
  const base = { source, portal: portalOf('app-registrations', endpoint) };
  const items: JudgedItem[] = [];
  const notJudged: { asks: string; why: string }[] = [];
  if (!expires) notJudged.push({ asks: ASKS_EXPIRY, why: 'its expiry date is not recorded' });
  else if (daysUntil(expires, asOf) <= URGENT_DAYS) {
    const days = daysUntil(expires, asOf);
    items.push({
      ...base,
      rule: 'client-secret-expiry',
      severity: days <= SOON ? 'high' : 'medium',
      text: `The client secret ${days < 0 ? `expired on ${expires}, ${counted(-days, 'day')} ago` : `expires on ${expires}, ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}`}.`,
      action: `Make a new client secret, and store it with "npx m365-evidence connect ${subject.name}".`,
    });
  }
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
