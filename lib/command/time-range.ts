import { DAY, Day } from '../../lambdas/domain/time.ts';
import { WrongUsage } from '../../lambdas/domain/wrong-usage.ts';

/** A range of time as it is typed: days or times, both of which belong to it. */
export interface TypedRange {
  from?: string;
  to?: string;
}

/** A range as the register takes it, ISO 8601: `from` included, `to` not. */
export interface TimeRange {
  from?: string;
  to?: string;
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/;
/** Behind it, years have five digits, which sort before those with four. */
const LAST_TIME = Date.UTC(9999, 11, 31);

/** The range that was typed. A day means the whole day; a time without an offset is one in UTC. Throws WrongUsage. */
export function timeRange({ from, to }: TypedRange): TimeRange {
  const start = from === undefined ? undefined : parsed('--from', from).start;
  const end = to === undefined ? undefined : parsed('--to', to).end;
  if (start !== undefined && end !== undefined && start >= end) {
    throw new WrongUsage(`--from ${from} is after --to ${to}: change one of them.`);
  }
  return {
    ...(start !== undefined && { from: new Date(start).toISOString() }),
    ...(end !== undefined && end < LAST_TIME && { to: new Date(end).toISOString() }),
  };
}

/** When what was typed begins, and when it is over. */
function parsed(option: string, typed: string): { start: number; end: number } {
  if (Day.safeParse(typed).success) {
    const start = Date.parse(typed);
    return { start, end: start + DAY };
  }
  const [, day, time, offset = 'Z'] = TIME.exec(typed) ?? [];
  const start = Day.safeParse(day).success ? Date.parse(`${day}T${time}${offset}`) : Number.NaN;
  if (!Number.isNaN(start)) return { start, end: start + 1 };
  throw new WrongUsage(
    `${option} ${typed} is not a time. Write a day (2026-11-30) or a time (2026-11-30T06:00, or with Z or an offset behind it); it is UTC unless it says otherwise.`,
  );
}
