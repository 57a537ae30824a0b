import { REDRIVABLE } from '../domain/execution.ts';
import { HOUR } from '../domain/time.ts';
import type { PageRequest } from './register-pages.ts';

/** A period, ISO 8601: `from` included, `to` not. */
export type ReadingPeriod = Pick<PageRequest, 'from' | 'to'>;

/**
 * Returns which runs to read for the evidence that was collected in a period, and in `reach` milliseconds before it. The
 * register is sorted by the start of runs: a redriven one read days later, and the clocks of two machines differ a little.
 */
export function runsAround({ from, to }: ReadingPeriod, reach = 0): ReadingPeriod {
  return {
    from: from && moved(from, -Math.max(REDRIVABLE, reach)),
    to: to && moved(to, HOUR),
  };
}

export function isWithin(time: string, { from, to }: ReadingPeriod): boolean {
  return (from === undefined || time >= from) && (to === undefined || time < to);
}

/** The year 9999 is the last that sorts; the year 0 is long before the first sync. */
function moved(time: string, milliseconds: number): string | undefined {
  const date = new Date(Date.parse(time) + milliseconds);
  return date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date.toISOString();
}
