import { DAY } from '../domain/time.ts';

/** Numbers of objects by their age. */
export interface Ages {
  under7Days: number;
  from7To30Days: number;
  over30Days: number;
  /** Without a date, or with an implausible one. */
  unknown: number;
}

export const noAges = (): Ages => ({ under7Days: 0, from7To30Days: 0, over30Days: 0, unknown: 0 });

/**
 * Returns a function that says how old an object is at `now` (milliseconds since 1970) by its plausible date (ISO 8601 in UTC
 * with milliseconds). An age of exactly 7 or 30 days is from 7 to 30 days. It compares texts, because there are many objects.
 */
export function ageAt(now: number): (date: string | null) => keyof Ages {
  const [week, month] = [7, 30].map((days) => new Date(now - days * DAY).toISOString()) as [string, string];
  return (date) => {
    if (date === null) return 'unknown';
    if (date > week) return 'under7Days';
    return date < month ? 'over30Days' : 'from7To30Days';
  };
}
