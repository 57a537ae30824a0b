import { REDRIVABLE } from '../domain/execution.ts';
import { HOUR } from '../domain/time.ts';
import type { PageRequest } from './register-pages.ts';

/** A period in ISO 8601. `from` is included, `to` is not. */
export type ReadingPeriod = Pick<PageRequest, 'from' | 'to'>;

/**
 * Returns the period of runs to read for the evidence that was collected in a period, and in `reach` milliseconds before it.
 * It is longer because the register is sorted by the start of runs: a redriven run read days later, and clocks differ.
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

/** Moves a time. Returns undefined for years outside 0 to 9999, which do not sort as text. */
function moved(time: string, milliseconds: number): string | undefined {
  const date = new Date(Date.parse(time) + milliseconds);
  return date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date.toISOString();
}
