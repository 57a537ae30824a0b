import * as z from 'zod/mini';

/** A date and time from outside, normalized to ISO 8601 in UTC with milliseconds. */
export const Instant = z.pipe(
  z.string().check(
    z.maxLength(64),
    z.refine((text) => !Number.isNaN(Date.parse(text)), 'is not a date'),
  ),
  z.transform((text: string) => new Date(text).toISOString()),
);
