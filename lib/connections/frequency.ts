import * as z from 'zod/mini';
import { DAY, HOUR } from '../domain/time.ts';
import { AwsCron } from './aws-cron.ts';
import { checkSchedule } from './schedule-grammar.ts';

/** How often a connection is synced: `daily`, `hourly`, or any EventBridge `rate(…)` or `cron(…)`, in UTC. */
export const Frequency = z.string().check(({ value, issues }) => {
  try {
    checkSchedule(scheduleExpression(value));
    longestPause(value);
  } catch (error) {
    const message = `${value} cannot be used: ${(error as Error).message}`;
    issues.push({ code: 'custom', input: value, message });
  }
});

const NAMED = new Map([
  ['daily', 'rate(1 day)'],
  ['hourly', 'rate(1 hour)'],
]);

/**
 * Returns the expression for EventBridge Scheduler.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function scheduleExpression(frequency: string): string {
  return NAMED.get(frequency) ?? frequency;
}

/**
 * Returns the hours without a complete sync after which a connection needs attention: twice the longest pause of its
 * schedule. A sync that starts at the end of its window is at most a quarter of a pause late.
 */
export function staleAfterHours(frequency: string): number {
  return (2 * longestPause(frequency)) / HOUR;
}

/** The days that should have evidence. */
interface Expectation {
  /** Hours after its collection for which evidence covers days; 0: only its own day. Above 0 if a rate skips days. */
  coversHours: number;
  /** Returns whether a sync is due on a day (days since 1970, UTC). */
  isDue: (day: number) => boolean;
}

/**
 * Returns the days that a schedule should cover. A cron names its days; a rate counts from its deployment, which is
 * unknown here.
 */
export function expectationOf(frequency: string): Expectation {
  const cron = cronIn(frequency);
  if (cron) return { coversHours: 0, isDue: remembered((day) => cron.firesOn(day)) };
  const pause = longestPause(frequency);
  return { coversHours: pause > DAY ? pause / HOUR : 0, isDue: () => true };
}

/** Caches the answers: a cron is slow, and callers ask for the same days again. */
function remembered(isDue: (day: number) => boolean): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const due = known.get(day) ?? isDue(day);
    known.set(day, due);
    return due;
  };
}

const pauses = new Map<string, number>();

/**
 * Returns the longest pause in milliseconds. Cached for each expression, because a cron takes some tenths of a second.
 */
export function longestPause(frequency: string): number {
  const known = pauses.get(frequency) ?? cronIn(frequency)?.longestPause() ?? rateIn(frequency);
  pauses.set(frequency, known);
  return known;
}

const UNITS: Record<string, number> = { minute: 60_000, hour: HOUR, day: DAY };

function rateIn(frequency: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)/.exec(scheduleExpression(frequency)) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
}

/** Returns the cron of a frequency; undefined if it is a rate. */
export function cronIn(frequency: string): AwsCron | undefined {
  return frequency.startsWith('cron(') ? new AwsCron(frequency.slice('cron('.length, -1)) : undefined;
}
