import type { Period } from './report-data.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Which part of the register to read; `from` is undefined where it is read from its beginning. */
export interface Range {
  from: string | undefined;
  to: string;
}

/** The range that was asked for, up to now unless told. Throws where a time is none or it ends before it begins. */
export function rangeOf(from: string | undefined, to: string | undefined, now: number): Range {
  const range = {
    from: from === undefined ? undefined : instant(from),
    to: to === undefined ? new Date(now).toISOString() : instant(to),
  };
  if (range.from !== undefined && range.from >= range.to)
    throw new Error(`A period from ${range.from} to ${range.to} holds no time: it must begin before it ends`);
  return range;
}

/** The period that a report is about, given the start of the register's first sync. */
export function periodOf({ from, to }: Range, firstSync: string | undefined): Period {
  return { chosen: from !== undefined, from: from ?? firstSync ?? null, to };
}

function instant(time: string): string {
  const parsed = new Date(time);
  if (Number.isNaN(parsed.getTime())) throw new Error(`${time} is not a time; use ISO 8601`);
  return parsed.toISOString();
}
