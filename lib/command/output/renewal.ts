import { counted } from '../../domain/figure-text.ts';
import { isRenewalUrgent } from '../../domain/secret-source.ts';
import { daysUntil } from '../../domain/time.ts';
import { wrapped } from './terminal.ts';

/** Returns a line that says when to renew a client secret, and with which command. */
export function renewalText(expires: string | undefined, now: number, connect = 'connect'): string {
  return `${wrapped(renewal(expires, now, connect))}\n`;
}

/** Returns the same text if the renewal is urgent; undefined if it is not, or if the expiry date is not recorded. */
export function urgentRenewal(
  expires: string | null | undefined,
  now: number,
  connect = 'connect',
): string | undefined {
  return expires && isRenewalUrgent(expires, now) ? renewal(expires, now, connect) : undefined;
}

function renewal(expires: string | undefined, now: number, connect: string): string {
  if (expires === undefined) {
    return `The expiry date of the client secret is not recorded, so m365-evidence cannot warn before it: record it with "${connect} --expires <day>".`;
  }
  const again = `make a new one and run "${connect}" again`;
  const days = daysUntil(expires, now);
  if (days < 0) return `The client secret has expired (${expires}): ${again}.`;
  if (days === 0) return `Urgent: the client secret expires today: ${again}.`;
  const left = `${expires} (${counted(days, 'day')} left)`;
  if (isRenewalUrgent(expires, now)) return `Urgent: the client secret expires on ${left}: ${again}.`;
  return `The client secret expires on ${left}. Before then, ${again}.`;
}
