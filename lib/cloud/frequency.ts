import { Cron } from 'croner';
import * as z from 'zod';

/** How often a connection is synced: `daily`, `hourly`, or any EventBridge `rate(…)` or `cron(…)`, in UTC. */
export const Frequency = z
  .string()
  .regex(/^(daily|hourly|rate\([1-9]\d* (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/, {
    message: 'use daily, hourly, rate(6 hours) or cron(0 6 ? * MON-FRI *)',
    abort: true,
  })
  .superRefine((frequency, context) => {
    try {
      longestPauseHours(frequency);
    } catch (error) {
      context.addIssue({
        code: 'custom',
        message: `${frequency} cannot be used: ${(error as Error).message}`,
      });
    }
  });

const NAMED: Record<string, string> = { daily: 'rate(1 day)', hourly: 'rate(1 hour)' };

/** As EventBridge Scheduler takes it. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function scheduleExpression(frequency: string): string {
  return NAMED[frequency] ?? frequency;
}

/** After how many hours without a complete sync a connection needs attention: twice the longest pause of its schedule. */
export function staleAfterHours(frequency: string): number {
  return 2 * longestPauseHours(frequency);
}

const HOURS: Record<string, number> = { minute: 1 / 60, hour: 1, day: 24 };

function longestPauseHours(frequency: string): number {
  const expression = scheduleExpression(frequency);
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)/.exec(expression) ?? [];
  if (count !== undefined) return Number(count) * (HOURS[unit] ?? 0);
  return longestCronPauseHours(expression.slice('cron('.length, -1));
}

/** Two leap years and what lies between them: every pause that a calendar can make is in it. */
const [FROM, TO] = [Date.UTC(2024, 0, 1), Date.UTC(2029, 0, 1)];
const MOST_FIRINGS = 5_000;

/** AWS numbers weekdays from 1 (Sunday), writes a step as `0/15`, and has a year but no seconds. */
function longestCronPauseHours(fields: string): number {
  const cron = new Cron(`0 ${fields}`, { timezone: 'UTC', alternativeWeekdays: true, sloppyRanges: true });
  let longest = 0;
  let firings = 0;
  let last: Date | undefined;
  for (let next = cron.nextRun(new Date(FROM)); next && next.getTime() < TO; next = cron.nextRun(next)) {
    if (last) longest = Math.max(longest, next.getTime() - last.getTime());
    last = next;
    firings += 1;
    if (firings >= MOST_FIRINGS) break;
  }
  if (longest === 0) throw new Error('it fires less than twice in five years');
  return longest / 3_600_000;
}
