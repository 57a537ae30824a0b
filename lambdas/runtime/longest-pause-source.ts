import { LongestPauses } from '../../lib/connections/longest-pauses.ts';

/**
 * Returns a function that reads the longest pause of a connection's schedule, in milliseconds; undefined if the connection is
 * no longer configured. Throws the errors of `read`.
 */
export function longestPauseSource(read: (parameter: string) => Promise<string>, parameter: string) {
  return async (connection: string): Promise<number | undefined> =>
    LongestPauses.parse(JSON.parse(await read(parameter)))[connection];
}
