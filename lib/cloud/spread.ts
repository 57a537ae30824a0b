import { createHash } from 'node:crypto';
import { DAY } from '../../lambdas/domain/time.ts';
import { cronIn, longestPause } from './frequency.ts';

const MINUTE = 60_000;
const MINUTES_OF_DAY = DAY / MINUTE;

/** EventBridge starts a sync at any moment of its window. A quarter of an hour spreads a stack of connections well. */
const WIDEST_WINDOW = 15;

/** A sync has so many minutes before midnight: its evidence belongs to the day on which it was collected. */
const BEFORE_MIDNIGHT = 15;

/**
 * Gives each connection that is synced once a day a minute of its own. A rate would start all of them at the moment of
 * the deployment, and with a window one that starts near midnight would leave out every second day.
 */
export class DailyMinutes {
  readonly #taken = new Set<number>();

  /** Returns the schedule expression. The minute comes from the name; if it is taken, the next free one. */
  scheduleOf(name: string): string {
    // The last hour of the day is left out.
    const minutes = MINUTES_OF_DAY - 60;
    let minute = createHash('sha256').update(name).digest().readUInt32BE() % minutes;
    while (this.#taken.has(minute)) minute = (minute + 1) % minutes;
    this.#taken.add(minute);
    return `cron(${minute % 60} ${Math.floor(minute / 60)} * * ? *)`;
  }
}

/** Whether the frequency means once in 24 hours, without a time of day. */
export function isOnceADay(frequency: string): boolean {
  return !frequency.startsWith('cron(') && longestPause(frequency) === DAY;
}

/**
 * Returns the minutes after its time in which EventBridge may start a sync, so that connections of one schedule do not
 * start in the same minute; 0 if there is no room. The window is at most a quarter of the shortest pause, so freshness
 * (twice the longest) takes no late sync for a missing one, and it never reaches the next day.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
 */
export function windowMinutes(frequency: string): number {
  const cron = cronIn(frequency);
  const { shortestPause, untilMidnight } = cron ?? ofRate(longestPause(frequency));
  const room = [WIDEST_WINDOW, shortestPause / MINUTE / 4, untilMidnight / MINUTE - BEFORE_MIDNIGHT];
  return Math.max(0, Math.floor(Math.min(...room)));
}

/** A rate of less than a day must start once each day, however late in its window; a slower one names no days. */
function ofRate(pause: number): { shortestPause: number; untilMidnight: number } {
  const room = pause < DAY ? DAY - pause : DAY;
  return { shortestPause: pause, untilMidnight: room };
}
