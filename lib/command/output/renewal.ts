import { counted } from '../../../lambdas/domain/figure-text.ts';
import { daysUntil } from '../../../lambdas/domain/time.ts';
import { wrapped } from './text-width.ts';

/** By when a client secret should be renewed, in words that end with a line's end. */
export function renewalInWords(expires: string | undefined, now: number): string {
  return `${wrapped(renewal(expires, now))}\n`;
}

function renewal(expires: string | undefined, now: number): string {
  if (expires === undefined) {
    return 'When the client secret ends is not known, so nothing will warn before: "connect --expires <day>" tells it.';
  }
  const again = 'make a new one and run "connect" again';
  const days = daysUntil(expires, now);
  if (days < 0) return `The client secret has expired (${expires}): ${again}.`;
  if (days === 0) return `The client secret ends today: ${again}.`;
  return `Renew the client secret before ${expires} (${counted(days, 'day')} left): ${again}.`;
}
