import { type Command, Option } from 'commander';
import type { Period } from '../domain/period.ts';
import { DAY, Day } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { lastDays, namedPeriod } from './typed-period.ts';

/** A time range as typed: its first and last day or time, or a number of days, or the name of a period. */
export interface TypedRange {
  from?: string;
  to?: string;
  /** `90d`, `12w` or `3m`. */
  last?: string;
  /** `2026`, `2026-H1`, `2026-Q3` or `2026-07`. */
  period?: string;
}

/** Milliseconds since 1970: `start` included, `end` not. Without a limit, undefined. */
interface Span {
  start?: number | undefined;
  end?: number | undefined;
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/;
/** Later years have five digits, which sort before years of four digits. */
const LAST_TIME = Date.UTC(9999, 11, 31);

/** Adds the options of a time range. `defaults` names the ends of the range if nothing is typed. */
export function addTimeOptions(command: Command, defaults?: { from: string; to: string }): Command {
  const byDefault = (text: string | undefined) => (text ? ` (default: ${text})` : '');
  return command
    .option('--from <time>', `from this day or time on (UTC)${byDefault(defaults?.from)}`)
    .option('--to <time>', `up to this day or time, which is included${byDefault(defaults?.to)}`)
    .addOption(new Option('--last <number>', 'the last days, weeks or months up to now: 90d, 12w, 3m'))
    .addOption(
      new Option('--period <name>', 'a year, half-year, quarter or month: 2026, 2026-H1, 2026-Q3, 2026-07'),
    );
}

/** Returns whether a time range was typed. */
export function hasRange({ from, to, last, period }: TypedRange): boolean {
  return [from, to, last, period].some((typed) => typed !== undefined);
}

/** Returns the start of a range as typed, for a message about it: `--from 2026-11-30`. */
export function rangeText({ from, last, period }: TypedRange): string {
  if (last !== undefined) return `--last ${last}`;
  return period === undefined ? `--from ${from}` : `--period ${period}`;
}

/**
 * Returns the range for what was typed. A day includes all of its hours; a time without an offset is in UTC. Throws
 * WrongUsage if a value is invalid, if the range ends before it begins, or if two options contradict each other.
 */
export function timeRange(typed: TypedRange, now: number): Period {
  const { start, end } = spanOf(typed, now);
  return {
    ...(start !== undefined && { from: new Date(start).toISOString() }),
    ...(end !== undefined && end < LAST_TIME && { to: new Date(end).toISOString() }),
  };
}

function spanOf({ from, to, last, period }: TypedRange, now: number): Span {
  const ways = [
    from === undefined ? to !== undefined && '--to' : '--from',
    last !== undefined && '--last',
    period !== undefined && '--period',
  ].filter((option) => option !== false);
  if (ways.length > 1) {
    throw new WrongUsage(`${ways.join(' and ')} cannot be used together`, {
      remedy: 'Write only --from and --to, only --last, or only --period.',
    });
  }
  if (last !== undefined) return lastDays(last, now);
  if (period !== undefined) return namedPeriod(period);
  const start = from === undefined ? undefined : parsed('--from', from).start;
  const end = to === undefined ? undefined : parsed('--to', to).end;
  if (start !== undefined && end !== undefined && start >= end) {
    throw new WrongUsage(`--from ${from} is after --to ${to}`, { remedy: 'Change one of them.' });
  }
  return { start, end };
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
