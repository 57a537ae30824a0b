import { HOUR } from '../domain/time.ts';

/** A schedule may start a sync late, and a sync may wait for AWS. */
const TOLERANCE = 2 * HOUR;

/** Returns the latest time at which the next scheduled sync should have started. `pause` is the schedule's longest, in milliseconds. */
export function nextDueBy(startedAt: string, pause: number): string {
  return new Date(Date.parse(startedAt) + pause + TOLERANCE).toISOString();
}
