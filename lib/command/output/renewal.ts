import type { CredentialKind } from '../../domain/credential-kind.ts';
import { counted } from '../../domain/figure-text.ts';
import { isRenewalUrgent } from '../../domain/secret-source.ts';
import { daysUntil } from '../../domain/time.ts';
import { wrapped } from './terminal.ts';

interface Expiring {
  kind?: CredentialKind | undefined;
  /** `YYYY-MM-DD`; null or undefined if it is not recorded. */
  expires: string | null | undefined;
}

/** Returns a line that says when to renew the credential, and with which command; empty if it does not expire. */
export function renewalText(credential: Expiring, now: number, connect = 'connect'): string {
  if (credential.kind === 'federated') return '';
  return `${wrapped(renewal(credential, now, connect))}\n`;
}

/** Returns the same text if the renewal is urgent; undefined if it is not, or if the expiry date is not recorded. */
export function urgentRenewal(credential: Expiring, now: number, connect = 'connect'): string | undefined {
  const { expires } = credential;
  return expires && isRenewalUrgent(expires, now) ? renewal(credential, now, connect) : undefined;
}

function renewal({ kind, expires }: Expiring, now: number, connect: string): string {
  const name = kind === 'certificate' ? 'certificate' : 'client secret';
  if (!expires) {
    return `The expiry date of the ${name} is not recorded, so m365-evidence cannot warn before it: record it with "${connect} --expires <day>".`;
  }
  const again = `make a new one and run "${connect}" again`;
  const days = daysUntil(expires, now);
  if (days < 0) return `The ${name} has expired (${expires}): ${again}.`;
  if (days === 0) return `Urgent: the ${name} expires today: ${again}.`;
  const left = `${expires} (${counted(days, 'day')} left)`;
  if (isRenewalUrgent(expires, now)) return `Urgent: the ${name} expires on ${left}: ${again}.`;
  return `The ${name} expires on ${left}. Before then, ${again}.`;
}
