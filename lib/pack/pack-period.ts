import type { Period } from '../domain/period.ts';

const MIDNIGHT = 'T00:00:00.000Z';

/**
 * Returns a period with both ends included, as packs name it: as days (`2026-07-01` to `2026-09-30`) if it has complete days,
 * and else as times.
 */
export function includedPeriod({ from, to }: Period): Period {
  const last = to === undefined ? undefined : new Date(Date.parse(to) - 1).toISOString();
  return {
    ...(from !== undefined && { from: from.replace(MIDNIGHT, '') }),
    ...(last !== undefined && { to: to?.endsWith(MIDNIGHT) ? last.slice(0, 10) : last }),
  };
}

/** Returns whether a time, or a run's id, lies in a period with both ends included. Compares text: a day has all its times. */
export function isInPeriod(time: string, { from, to }: Period): boolean {
  return (from === undefined || time >= from) && (to === undefined || time.slice(0, to.length) <= to);
}
