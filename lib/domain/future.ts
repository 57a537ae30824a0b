import type { Evidence } from './evidence.ts';

/** Milliseconds by which the clocks of two machines may differ; a date further in the future is wrong. */
const TOLERANCE = 5 * 60_000;

/** Returns the latest time (ISO 8601) that is not in the future. `now` is in milliseconds since 1970. */
export function endOfPresent(now: number): string {
  return new Date(now + TOLERANCE).toISOString();
}

/** Whether a time (ISO 8601) is in the future, which means that a clock was wrong. True also if the time cannot be parsed. */
export function isInFuture(time: string, now: number): boolean {
  return !(Date.parse(time) <= now + TOLERANCE);
}

/** Whether evidence is dated in the future, by its time of collection or by the start of its sync, which begins the run's id. */
export function isDatedInFuture({ run, collectedAt }: Pick<Evidence, 'run' | 'collectedAt'>, now: number) {
  return isInFuture(collectedAt, now) || run >= endOfPresent(now);
}
