import type { DueSlot, Schedule } from '../domain/schedule.ts';
import { DAY, dayOf, MINUTE } from '../domain/time.ts';
import type { AwsCron } from './aws-cron.ts';
import { cronIn, longestPause } from './frequency.ts';
import { isOnceADay, windowMinutes } from './spread.ts';

/**
 * Returns the due syncs of a frequency. A cron names its times. A rate counts from its deployment, which is unknown here:
 * one sync is due in each stretch of its length, counted from 1970. So `daily` has one in each day, `hourly` one in each
 * hour (UTC), and every period has the same stretches.
 */
export function scheduleOf(frequency: string): Schedule {
  const cron = cronIn(frequency);
  const window = isOnceADay(frequency) ? 0 : windowMinutes(frequency) * MINUTE;
  const slots = cron ? cronSlots(cron) : rateSlots(longestPause(frequency));
  return { frequency, window, slots };
}

function rateSlots(pause: number): Schedule['slots'] {
  const name = pause % DAY === 0 ? dayText : timeText;
  return function* (from, to) {
    for (let start = Math.floor(from / pause) * pause; start < to; start += pause)
      yield { due: name(start), start, end: start + pause };
  };
}

/** A slot reaches to the next firing of its day, or to midnight. The first of a day begins at midnight. */
function cronSlots(cron: AwsCron): Schedule['slots'] {
  return function* (from, to) {
    for (let day = dayOf(from); day * DAY < to; day++) {
      const times = cron.firingsOn(day);
      const starts = [day * DAY, ...times.slice(1), (day + 1) * DAY];
      for (const [index, time] of times.entries()) {
        const slot: DueSlot = { due: timeText(time), start: starts[index] ?? 0, end: starts[index + 1] ?? 0 };
        if (slot.end > from && slot.start < to) yield slot;
      }
    }
  };
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeText = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}Z`;
