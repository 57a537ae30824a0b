import { DAY, dayOf, HOUR } from '../domain/time.ts';

/** Returns the hours from a time (ISO 8601) to a later one (milliseconds since 1970). Never negative, even if clocks differ. */
export function ageHours(time: string, asOf: number): number {
  return Math.max(0, (asOf - Date.parse(time)) / HOUR);
}

/** Days since 1970 (UTC), both included. */
export interface Days {
  first: number;
  last: number;
}

/** Returns the date of a day: `2026-11-23`. */
export const dayName = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Returns the days that evidence covers: the day of each given time, and the days of the `coversHours` after it. */
export function coveredDays(syncedAt: readonly number[], coversHours: number): Set<number> {
  const covered = new Set<number>();
  for (const time of syncedAt) {
    for (let day = dayOf(time); day <= dayOf(time + coversHours * HOUR); day++) covered.add(day);
  }
  return covered;
}
