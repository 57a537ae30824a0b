import { DAY } from '../../../../lambdas/domain/time.ts';

/** ISO 8601 in UTC of the time that is so many days (also fractions) before `now` (milliseconds since 1970). */
export function daysBefore(now: number, days: number): string {
  return new Date(now - days * DAY).toISOString();
}

/** Since how many days before today something has been so. Lists of these begin with the oldest. */
export type Since<T> = readonly [daysAgo: number, what: T];

/** What had begun by so many days before today. */
export function begunBy<T>(ago: number, list: readonly Since<T>[]): Since<T>[] {
  return list.filter(([daysAgo]) => daysAgo >= ago);
}
