import { createHash } from 'node:crypto';
import { DAY } from '../domain/time.ts';
import { cronIn, longestPause } from './frequency.ts';

const MINUTE = 60_000;
const MINUTES_OF_DAY = DAY / MINUTE;

/**
 * Minutes. EventBridge starts a sync at a random moment of its window; a quarter of an hour spreads a stack of
 * connections well.
 */
const WIDEST_WINDOW = 15;

/** Minutes that a sync has before midnight, because its evidence belongs to the day on which it was collected. */
const BEFORE_MIDNIGHT = 15;

/**
 * Gives each daily connection its own minute. A rate would start all of them at the moment of the deployment, and a
 * window near midnight would let a connection skip every second day.
 */
export class DailyMinutes {
  readonly #taken = new Set<number>();

  /**
   * Returns the schedule expression. The minute derives from the name; if it is taken, the next free minute is used.
   */
  scheduleOf(name: string): string {
    // The last hour stays free: a sync must end before midnight.
    const minutes = MINUTES_OF_DAY - 60;
    let minute = createHash('sha256').update(name).digest().readUInt32BE() % minutes;
    while (this.#taken.has(minute)) minute = (minute + 1) % minutes;
    this.#taken.add(minute);
    return `cron(${minute % 60} ${Math.floor(minute / 60)} * * ? *)`;
  }
}

/** Returns whether the frequency means once in 24 hours, without a time of day. */
export function isOnceADay(frequency: string): boolean {
  return !frequency.startsWith('cron(') && longestPause(frequency) === DAY;
}

/**
 * Returns the length of the window in which EventBridge may start a sync, in minutes, so that connections of one
 * schedule do not start in the same minute; 0 if there is no room. The window is at most a quarter of the shortest
 * pause, so that a late sync does not count as missing (after twice the longest pause), and it ends before midnight.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
 */
export function windowMinutes(frequency: string): number {
  const cron = cronIn(frequency);
  const { shortestPause, untilMidnight } = cron ?? ofRate(longestPause(frequency));
  const room = [WIDEST_WINDOW, shortestPause / MINUTE / 4, untilMidnight / MINUTE - BEFORE_MIDNIGHT];
  return Math.max(0, Math.floor(Math.min(...room)));
}

/** A rate of less than a day must start once each day, however late in its window; a slower rate names no days. */
function ofRate(pause: number): { shortestPause: number; untilMidnight: number } {
  const room = pause < DAY ? DAY - pause : DAY;
  return { shortestPause: pause, untilMidnight: room };
}
