import { DAY, Day } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';

/** A time range as typed: days or times, both included. */
export interface TypedRange {
  from?: string;
  to?: string;
}

/** A time range for the register, ISO 8601: `from` included, `to` not. */
export interface TimeRange {
  from?: string;
  to?: string;
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/;
/** Later years have five digits, which sort before years of four digits. */
const LAST_TIME = Date.UTC(9999, 11, 31);

/**
 * Returns the range for what was typed. A day includes all of its hours; a time without an offset is in UTC. Throws
 * WrongUsage if a time is invalid or the range ends before it begins.
 */
export function timeRange({ from, to }: TypedRange): TimeRange {
  const start = from === undefined ? undefined : parsed('--from', from).start;
  const end = to === undefined ? undefined : parsed('--to', to).end;
  if (start !== undefined && end !== undefined && start >= end) {
    throw new WrongUsage(`--from ${from} is after --to ${to}`, { remedy: 'Change one of them.' });
  }
  return {
    ...(start !== undefined && { from: new Date(start).toISOString() }),
    ...(end !== undefined && end < LAST_TIME && { to: new Date(end).toISOString() }),
  };
}

/** Returns the start and the end (exclusive) of a typed day or time. */
function parsed(option: string, typed: string): { start: number; end: number } {
  if (Day.safeParse(typed).success) {
    const start = Date.parse(typed);
    return { start, end: start + DAY };
  }
  const [, day, time, offset = 'Z'] = TIME.exec(typed) ?? [];
  const start = Day.safeParse(day).success ? Date.parse(`${day}T${time}${offset}`) : Number.NaN;
  if (!Number.isNaN(start)) return { start, end: start + 1 };
  throw new WrongUsage(`${option} ${typed} is not a time`, {
    remedy:
      'Write a day (2026-11-30) or a time (2026-11-30T06:00, optionally with Z or an offset). Times without an offset are in UTC.',
  });
}
