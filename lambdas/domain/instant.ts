import * as z from 'zod/mini';
import { Day } from './time.ts';

/** ISO 8601 as Graph writes it, with any number of decimals: a day, or a time, which is in UTC unless it says otherwise. */
const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/;
/** What has four digits of years, and sorts as time goes. */
const [FIRST, END] = [Date.parse('0001-01-01T00:00:00Z'), Date.UTC(10_000, 0, 1)];

/** A date and time from outside, normalized to ISO 8601 in UTC with milliseconds. */
export const Instant = z.pipe(
  z.string().check(z.maxLength(64), z.refine(isInstant, 'is not a date')),
  z.transform((text: string) => new Date(timeOf(text)).toISOString()),
);

function isInstant(text: string): boolean {
  // Of a day that no month has, a later one would be made.
  if (!ISO_8601.test(text) || !Day.safeParse(text.slice(0, 10)).success) return false;
  return timeOf(text) >= FIRST && timeOf(text) < END;
}

/** Milliseconds since 1970, whatever the machine's time zone. */
function timeOf(text: string): number {
  return Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
}
