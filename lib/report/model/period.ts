import type { Period } from './report-data.ts';

/** Which part of the register to read, ISO 8601; what is undefined is read to its end. `to` itself is no part of it. */
export interface Range {
  from: string | undefined;
  to: string | undefined;
}

/** The period that a report is about: up to now at the most, and from the first sync on unless told. */
export function periodOf({ from, to }: Range, firstSync: string | undefined, now: number): Period {
  const written = new Date(now).toISOString();
  const end = to !== undefined && to < written ? to : written;
  return { chosen: from !== undefined, from: from ?? firstSync ?? null, to: end };
}

/** The last day (`YYYY-MM-DD`) of a period; its end belongs to it no more. */
export function lastDayOf({ to }: Pick<Period, 'to'>): string {
  return new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
}

/** Whether a day begins at a time, and another ends. */
export function isMidnight(time: string): boolean {
  return time.endsWith('T00:00:00.000Z');
}
