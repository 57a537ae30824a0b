import type { Evidence } from './evidence.ts';

/** The clocks of two machines may differ by five minutes; what is dated later than that has a wrong date. */
const TOLERANCE = 5 * 60_000;

/** Returns the end of what can be dated rightly, ISO 8601. `now` is in milliseconds since 1970. */
export function endOfPresent(now: number): string {
  return new Date(now + TOLERANCE).toISOString();
}

/** Whether a time (ISO 8601) lies in the future, so that a clock was wrong. A time that cannot be read does too. */
export function isInFuture(time: string, now: number): boolean {
  return !(Date.parse(time) <= now + TOLERANCE);
}

/** Whether evidence is dated in the future: the start of its sync, which its run's id begins with, or its reading. */
export function isDatedInFuture({ run, collectedAt }: Pick<Evidence, 'run' | 'collectedAt'>, now: number) {
  return isInFuture(collectedAt, now) || run >= endOfPresent(now);
}
