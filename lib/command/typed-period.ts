import { DAY, dayOf } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';

const LAST = /^([1-9]\d{0,3})([dwm])$/;
const PERIOD = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/i;

/**
 * Returns the start of the last days, weeks or months up to now, as complete days in UTC: `1d` is today, and `1m` on 23
 * November begins on 24 October. Throws WrongUsage if the text is not such a number.
 */
export function lastDays(typed: string, now: number): { start: number } {
  const [, number, unit] = LAST.exec(typed) ?? [];
  if (number === undefined) {
    throw new WrongUsage(`--last ${typed} is not a number of days, weeks or months`, {
      remedy: 'Write 90d, 12w or 3m, for example.',
    });
  }
  const count = Number(number);
  if (unit === 'm') return { start: monthsBefore(count, now) + DAY };
  return { start: (dayOf(now) + 1 - count * (unit === 'w' ? 7 : 1)) * DAY };
}

/** Returns the same day of an earlier month, or that month's last day if it is shorter. */
function monthsBefore(count: number, now: number): number {
  const today = new Date(now);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() - count];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(today.getUTCDate(), lastDay));
}

/** Returns a named year, half-year, quarter or month in UTC; `end` is not included. Throws WrongUsage for other texts. */
export function namedPeriod(typed: string): { start: number; end: number } {
  const [, year, half, quarter, month] = PERIOD.exec(typed) ?? [];
  if (year === undefined || year < '1970') {
    throw new WrongUsage(`--period ${typed} is not a period`, {
      remedy: 'Write a year (2026), a half-year (2026-H1), a quarter (2026-Q3) or a month (2026-07).',
    });
  }
  const [part = '1', months] = half ? [half, 6] : quarter ? [quarter, 3] : month ? [month, 1] : ['1', 12];
  const first = (Number(part) - 1) * months;
  return { start: Date.UTC(Number(year), first), end: Date.UTC(Number(year), first + months) };
}
