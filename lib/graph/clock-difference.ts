import { ClockWrong } from '../domain/errors.ts';
import { counted } from '../domain/figure-text.ts';
import { tryAgain } from '../domain/remedy.ts';
import { DAY, HOUR, MINUTE } from '../domain/time.ts';
import { httpDate, listed } from '../http/http-date.ts';

/** Milliseconds by which a clock may differ without a caveat. */
const TOLERATED = 5 * MINUTE;

/**
 * Returns the milliseconds by which this machine's clock is ahead of the server's (negative if it is behind), by the
 * answer's `Date`, which has full seconds. Zero if the date is between sending and receiving, to exclude the transfer
 * time; undefined without a date, or if the answer is from a cache (`Age`).
 */
export function clockAhead(
  headers: Record<string, string | undefined>,
  sentAt: number,
  receivedAt: number,
): number | undefined {
  const date = httpDate(listed(headers.date)[0]);
  if (date === undefined || headers.age !== undefined) return undefined;
  if (date > receivedAt) return receivedAt - date;
  return Math.max(0, sentAt - date - 999);
}

/** The largest difference between this machine's clock and Microsoft's over all answers of a reading. */
export class ClockDifference {
  #largest = 0;

  /** Throws ClockWrong if the clock is wrong by more than a day, because evidence would have the wrong date. */
  note(ahead: number | undefined): void {
    if (ahead === undefined || Math.abs(ahead) <= Math.abs(this.#largest)) return;
    this.#largest = ahead;
    if (Math.abs(ahead) <= DAY) return;
    throw new ClockWrong(`This machine's clock is ${inWords(ahead)} Microsoft's`, {
      remedy: (place) =>
        `Nothing of this collector was recorded, because its evidence would have a wrong date. Correct the clock, or switch on its synchronization. ${tryAgain(place)}.`,
    });
  }

  /** Returns a sentence if the difference is more than five minutes. */
  caveats(): string[] {
    if (Math.abs(this.#largest) <= TOLERATED) return [];
    return [
      `The clock of the machine that read this was ${inWords(this.#largest)} Microsoft's: the time of collection is wrong by that much`,
    ];
  }
}

/** Returns a text such as `12 minutes ahead of`. */
function inWords(ahead: number): string {
  const size = Math.abs(ahead);
  const direction = ahead > 0 ? 'ahead of' : 'behind';
  if (size >= 2 * DAY) return `${counted(Math.round(size / DAY), 'day')} ${direction}`;
  if (size >= 2 * HOUR) return `${counted(Math.round(size / HOUR), 'hour')} ${direction}`;
  return `${counted(Math.round(size / MINUTE), 'minute')} ${direction}`;
}
