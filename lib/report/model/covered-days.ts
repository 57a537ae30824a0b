import { DAY, dayOf, HOUR } from '../../../lambdas/domain/time.ts';

/** Days since 1970 (UTC), both included. */
export interface Days {
  first: number;
  last: number;
}

/** A day by its name: `2026-11-23`. */
export const dayName = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The days that evidence covers: that of the sync which collected it, and as many hours as it goes on to cover. */
export function coveredDays(syncedAt: readonly number[], coversHours: number): Set<number> {
  const covered = new Set<number>();
  for (const time of syncedAt) {
    for (let day = dayOf(time); day <= dayOf(time + coversHours * HOUR); day++) covered.add(day);
  }
  return covered;
}
