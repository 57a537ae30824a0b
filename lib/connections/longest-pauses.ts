import * as z from 'zod/mini';

/**
 * A connection's name to the longest pause of its schedule, in milliseconds. In a file of its own, because the function
 * that reads it needs neither schedules nor cron.
 */
export const LongestPauses = z.record(z.string(), z.number().check(z.gt(0)));
export type LongestPauses = z.infer<typeof LongestPauses>;
