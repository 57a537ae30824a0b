import { WrongUsage } from '../deployment/wrong-usage.ts';

/** A range of time as it is typed: ISO 8601, a day or a time; both ends belong to it. */
export interface TypedRange {
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_LENGTH = 86_400_000;

/** The range as the register takes it: `from` included, `to` not. A day means the whole day, in UTC. */
export function timeRange({ from, to }: TypedRange): { from?: string; to?: string } {
  const start = from === undefined ? undefined : instant('--from', from);
  const end = to === undefined ? undefined : instant('--to', to) + (DAY.test(to) ? DAY_LENGTH : 1);
  if (start !== undefined && end !== undefined && start >= end) {
    throw new WrongUsage(`--from ${from} is after --to ${to}: change one of them.`);
  }
  return {
    ...(start !== undefined && { from: new Date(start).toISOString() }),
    ...(end !== undefined && { to: new Date(end).toISOString() }),
  };
}

function instant(option: string, typed: string): number {
  const time = /^\d{4}-\d\d/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new WrongUsage(
    `${option} ${typed} is not a time. Write a day (2026-11-30) or a time (2026-11-30T06:00:00Z), in UTC unless it says otherwise.`,
  );
}
