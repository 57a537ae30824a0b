import * as z from 'zod/mini';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A calendar day in UTC, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .check(
    z.refine(
      (day) => /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day,
      'must be a day like 2027-05-31',
    ),
  );

/** Whole days from the day of `now` (milliseconds since 1970, in UTC) to another: 0 is today, less is over. */
export function daysUntil(day: string, now: number): number {
  return (Date.parse(day) - Math.floor(now / DAY) * DAY) / DAY;
}
