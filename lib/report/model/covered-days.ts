import { DAY, HOUR } from './period.ts';
import type { DayRange } from './report-data.ts';

/** Days since 1970 (UTC), both included. */
export interface Days {
  first: number;
  last: number;
}

/** The day (UTC) of a time in milliseconds. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

/**
 * The days without evidence. Evidence covers the day on which it was collected, and each day on which it was no older
 * than `coversHours`.
 */
export function daysWithout(
  collected: readonly number[],
  { first, last }: Days,
  coversHours: number,
): DayRange[] {
  const covered = new Set<number>();
  for (const time of collected) {
    for (let day = dayOf(time); day <= dayOf(time + coversHours * HOUR); day++) covered.add(day);
  }
  const gaps: DayRange[] = [];
  for (let day = first; day <= last; day++) {
    if (covered.has(day)) continue;
    const gap = gaps.at(-1);
    if (gap?.to === inWords(day - 1)) gap.to = inWords(day);
    else gaps.push({ from: inWords(day), to: inWords(day) });
  }
  return gaps;
}

function inWords(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
