import { Cron } from 'croner';
import { DAY, dayOf } from '../domain/time.ts';

/** Milliseconds over which firings are compared: five years include a leap day, the rarest day of a calendar. */
const WATCHED = 5 * 366 * DAY;

/** A cron expression of EventBridge: six fields that `checkSchedule` accepted. */
export class AwsCron {
  readonly #cron: Cron;
  /** The times of a day on which it fires, in milliseconds after midnight; the same on each such day. */
  #timesOfDay: readonly number[] | undefined;

  constructor(fields: string) {
    const [minute, hour, day, month, weekday, year] = fields.split(' ');
    const lastOfWeek = weekday === 'L' ? '7' : weekday;
    this.#cron = new Cron(`0 ${minute} ${hour} ${day} ${month} ${lastOfWeek} ${year}`, {
      timezone: 'UTC',
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
  }

  /** Returns whether it fires on a day (days since 1970, UTC). */
  firesOn(day: number): boolean {
    const next = this.#after(day * DAY - 1);
    return next !== undefined && next < (day + 1) * DAY;
  }

  /** Returns its firings on a day (days since 1970, UTC), in milliseconds since 1970. Fast for many days. */
  firingsOn(day: number): number[] {
    if (!this.firesOn(day)) return [];
    const midnight = day * DAY;
    this.#timesOfDay ??= this.#firingsOnDayOf(this.#after(midnight - 1) ?? midnight).map(
      (time) => time - midnight,
    );
    return this.#timesOfDay.map((time) => midnight + time);
  }

  /**
   * Returns the longest time between two firings, in milliseconds, over five years from its first firing of this year.
   * It fires at the same times on each of its days, so the times of one day and the list of days suffice. Throws if it
   * never fires after `now` (milliseconds since 1970), or fires only once.
   */
  longestPause(now = Date.now()): number {
    const first = this.#after(Date.UTC(new Date(now).getUTCFullYear(), 0, 1) - 1);
    if (first === undefined || this.#after(now) === undefined) throw new Error('it never fires again');
    const times = this.#firingsOnDayOf(first);
    let longest = Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)));
    const overnight = first - (times.at(-1) ?? first);
    let day = dayOf(first);
    for (let next = this.#after(endOf(day)); next !== undefined; next = this.#after(endOf(day))) {
      longest = Math.max(longest, (dayOf(next) - day) * DAY + overnight);
      day = dayOf(next);
      if (next - first > WATCHED) break;
    }
    if (longest === 0) throw new Error('it fires only once');
    return longest;
  }

  /** The shortest time between two firings on the same day or on consecutive days, in milliseconds. */
  get shortestPause(): number {
    const [first = 0, ...later] = this.#times();
    const last = later.at(-1) ?? first;
    const pauses = later.map((time, index) => time - (later[index - 1] ?? first));
    return Math.min(first + DAY - last, ...pauses);
  }

  /** Milliseconds from the last firing of a day to midnight. */
  get untilMidnight(): number {
    const last = this.#times().at(-1) ?? 0;
    return endOf(dayOf(last)) + 1 - last;
  }

  /** Returns the firings of the next day that has any; each such day has the same times. */
  #times(): number[] {
    const next = this.#after(Date.now());
    const first = next && this.#after(dayOf(next) * DAY - 1);
    return first ? this.#firingsOnDayOf(first) : [];
  }

  #firingsOnDayOf(first: number): number[] {
    const times = [first];
    const end = endOf(dayOf(first));
    for (let next = this.#after(first); next !== undefined && next <= end; next = this.#after(next))
      times.push(next);
    return times;
  }

  #after(time: number): number | undefined {
    return this.#cron.nextRun(new Date(time))?.getTime();
  }
}

const endOf = (day: number) => (day + 1) * DAY - 1;
