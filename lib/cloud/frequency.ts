import * as z from 'zod';
import { DAY, HOUR } from '../../lambdas/domain/time.ts';
import { AwsCron } from './aws-cron.ts';
import { checkSchedule } from './schedule-grammar.ts';

/** How often a connection is synced: `daily`, `hourly`, or any EventBridge `rate(…)` or `cron(…)`, in UTC. */
export const Frequency = z.string().superRefine((frequency, context) => {
  try {
    checkSchedule(scheduleExpression(frequency));
    longestPause(frequency);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: `${frequency} cannot be used: ${(error as Error).message}`,
    });
  }
});

const NAMED = new Map([
  ['daily', 'rate(1 day)'],
  ['hourly', 'rate(1 hour)'],
]);

/** As EventBridge Scheduler takes it. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function scheduleExpression(frequency: string): string {
  return NAMED.get(frequency) ?? frequency;
}

/**
 * After how many hours without a complete sync a connection needs attention: twice the longest pause of its schedule. A
 * sync that starts at the end of its window comes a quarter of a pause late at most.
 */
export function staleAfterHours(frequency: string): number {
  return (2 * longestPause(frequency)) / HOUR;
}

/** On which days there should be evidence. */
export interface Expectation {
  /** How long after it was collected evidence covers a day; 0: only its own. More where a rate leaves out days. */
  coversHours: number;
  /** Whether a sync is due on a day (days since 1970, UTC). */
  isDue: (day: number) => boolean;
}

/** What a schedule lets expect. A rate is counted from a moment that nobody here knows; a cron names its days. */
export function expectationOf(frequency: string): Expectation {
  const cron = cronIn(frequency);
  if (cron) return { coversHours: 0, isDue: remembered((day) => cron.firesOn(day)) };
  const pause = longestPause(frequency);
  return { coversHours: pause > DAY ? pause / HOUR : 0, isDue: () => true };
}

/** A cron takes its time to tell, and is asked of the same days again and again. */
function remembered(isDue: (day: number) => boolean): (day: number) => boolean {
  const known = new Map<number, boolean>();
  return (day) => {
    const due = known.get(day) ?? isDue(day);
    known.set(day, due);
    return due;
  };
}

const pauses = new Map<string, number>();

/** In milliseconds. Computed once for each expression: a cron's takes some tenths of a second. */
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

/** The cron of a frequency; undefined if it is a rate. */
export function cronIn(frequency: string): AwsCron | undefined {
  return frequency.startsWith('cron(') ? new AwsCron(frequency.slice('cron('.length, -1)) : undefined;
}
