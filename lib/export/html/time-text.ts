import { html } from 'hono/html';
import { type AuditPeriod, lastDayOf } from '../../audit/period.ts';
import { counted } from '../../domain/figure-text.ts';
import { minuteOf } from '../../domain/time.ts';
import type { Html } from './html.ts';

/** Shows a time to the minute; the `datetime` attribute holds the exact time. */
export function moment(time: string): Html {
  return html`<time datetime="${time}">${minuteOf(time)} UTC</time>`;
}

/** Returns a time to the millisecond, for a table whose heading says UTC: `2026-11-23 06:00:02.311`. */
export function exact(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}

/** Returns a time to the millisecond, without its day if the other time is on the same day. */
export function exactWithoutSharedDay(time: string, other: string): string {
  const sameDay = time.slice(0, 10) === other.slice(0, 10);
  return exact(time).slice(sameDay ? 11 : 0);
}

/** Returns a duration as text: `12 minutes`, `6 hours`, `3 days`. */
export function duration(hours: number): string {
  if (hours * 60 < 1) return 'less than a minute';
  if (hours < 1) return counted(Math.floor(hours * 60), 'minute');
  return hours < 48 ? counted(Math.floor(hours), 'hour') : counted(Math.floor(hours / 24), 'day');
}

/** Returns the first and the last day of a period: `2026-10-01 to 2026-11-23`. */
export function daysOf(period: AuditPeriod): string {
  const last = lastDayOf(period);
  const first = period.from?.slice(0, 10) ?? last;
  return first === last ? last : `${first} to ${last}`;
}
