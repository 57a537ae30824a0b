import * as z from 'zod/mini';

/** ISO 8601 as Graph writes it, with any number of decimals: a day, or a time, which is in UTC unless it says otherwise. */
const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/;
/** Years have four digits up to here; with five they would sort before the others. */
const LAST = Date.UTC(9999, 11, 31);

/** A date and time from outside, normalized to ISO 8601 in UTC with milliseconds. */
export const Instant = z.pipe(
  z.string().check(
    z.maxLength(64),
    z.refine((text) => ISO_8601.test(text) && timeOf(text) <= LAST, 'is not a date'),
  ),
  z.transform((text: string) => new Date(timeOf(text)).toISOString()),
);

/** Milliseconds since 1970, whatever the machine's time zone. */
function timeOf(text: string): number {
  return Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
}
