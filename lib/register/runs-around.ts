import { REDRIVABLE } from '../domain/execution.ts';
import type { Period } from '../domain/period.ts';
import { HOUR } from '../domain/time.ts';

/**
 * Returns the period of runs to read for the evidence that was collected in a period, and in `reach` milliseconds before it.
 * It is longer because the register is sorted by the start of runs: a redriven run read days later, and clocks differ.
 */
export function runsAround({ from, to }: Period, reach = 0): Period {
  return {
    from: from && moved(from, -Math.max(REDRIVABLE, reach)),
    to: to && moved(to, HOUR),
  };
}

/** Moves a time. Returns undefined for years outside 0 to 9999, which do not sort as text. */
function moved(time: string, milliseconds: number): string | undefined {
  const date = new Date(Date.parse(time) + milliseconds);
  return date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date.toISOString();
}
