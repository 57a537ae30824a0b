import { expect, test } from '@jest/globals';
import { Frequency, scheduleExpression, staleAfterHours } from '../../lib/cloud/frequency.ts';

test.each([
  ['daily', 'rate(1 day)'],
  ['hourly', 'rate(1 hour)'],
  ['rate(6 hours)', 'rate(6 hours)'],
  ['cron(0 6 ? * MON-FRI *)', 'cron(0 6 ? * MON-FRI *)'],
])('%s is scheduled as %s', (frequency, expression) => {
  expect(scheduleExpression(frequency)).toBe(expression);
});

test.each([
  ['daily', 48],
  ['hourly', 2],
  ['rate(15 minutes)', 0.5],
  ['rate(7 days)', 14 * 24],
  ['cron(0/15 * * * ? *)', 0.5],
  // From Friday to Monday, by name and by AWS' numbers (1 is Sunday).
  ['cron(0 6 ? * MON-FRI *)', 6 * 24],
  ['cron(0 6 ? * 2-6 *)', 6 * 24],
  // From one last Friday to the next are five weeks at the most; from one first of the month to the next, 31 days.
  ['cron(0 6 ? * 6L *)', 70 * 24],
  ['cron(0 6 1 * ? *)', 62 * 24],
])('evidence of the schedule %s is stale after %d hours: twice its longest pause', (frequency, hours) => {
  expect(staleAfterHours(frequency)).toBeCloseTo(hours);
});

test.each([
  ['cron(0 25 * * ? *)', 'cannot be used: .*hour'],
  ['cron(0 6 30 2 ? *)', 'fires less than twice'],
  ['weekly', 'use daily, hourly'],
])('%s is refused, with the reason', (frequency, words) => {
  const [issue, ...more] = Frequency.safeParse(frequency).error?.issues ?? [];
  expect(issue?.message).toMatch(new RegExp(words));
  expect(more).toEqual([]);
});
