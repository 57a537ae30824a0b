import * as z from 'zod/mini';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
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

/** Returns the number of the UTC day since 1970 of a time in milliseconds. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

/** Shortens a time of the register (ISO 8601, UTC) to the minute: `2026-11-23 06:00`. */
export function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}

/** Returns the days from the UTC day of `now` (milliseconds since 1970) to `day`: 0 for today, negative for the past. */
export function daysUntil(day: string, now: number): number {
  return Date.parse(day) / DAY - dayOf(now);
}
