import { counted } from '../../lambdas/domain/figure-text.ts';
import { daysUntil } from '../../lambdas/domain/time.ts';

/** By when a client secret should be renewed, as a line. */
export function renewalInWords(expires: string | undefined, now: number): string {
  if (expires === undefined) {
    return 'When the client secret ends is not known, so nothing will warn before: "connect --expires <day>" tells it.\n';
  }
  const again = 'make a new one and run "connect" again';
  const days = daysUntil(expires, now);
  if (days < 0) return `The client secret has expired (${expires}): ${again}.\n`;
  if (days === 0) return `The client secret ends today: ${again}.\n`;
  return `Renew the client secret before ${expires} (${counted(days, 'day')} left): ${again}.\n`;
}
