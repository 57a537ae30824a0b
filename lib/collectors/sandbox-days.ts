import { DAY } from '../domain/time.ts';

/** Returns the time `days` days (or fractions of days) before `now` (milliseconds since 1970), as ISO 8601 in UTC. */
export function daysBefore(now: number, days: number): string {
  return new Date(now - days * DAY).toISOString();
}

/** A state, and how many days before today it began. Lists begin with the oldest. */
export type Since<T> = readonly [daysAgo: number, what: T];

/** Returns the states that had begun `ago` days before today. */
export function begunBy<T>(ago: number, list: readonly Since<T>[]): Since<T>[] {
  return list.filter(([daysAgo]) => daysAgo >= ago);
}
