import { expect, test } from '@jest/globals';
import { AwsCron } from '../../lib/connections/aws-cron.ts';
import {
  expectationOf,
  Frequency,
  scheduleExpression,
  staleAfterHours,
} from '../../lib/connections/frequency.ts';

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
  // Up to five weeks lie between the last Fridays of two months, and up to 31 days between two firsts.
  ['cron(0 6 ? * 6L *)', 70 * 24],
  ['cron(0 6 1 * ? *)', 62 * 24],
  ['cron(0 6 ? * L *)', 14 * 24],
  ['cron(0 22,2 * * ? *)', 40],
  // Thousands of firings, and then a long pause: from the 20th of a month of 31 days to the first.
  ['cron(0/5 * 1-20 * ? *)', 2 * (11 * 24 + 1 / 12)],
  ['cron(0 6 * * ? 2035-2040)', 48],
])('evidence of the schedule %s is stale after %d hours: twice its longest pause', (frequency, hours) => {
  expect(staleAfterHours(frequency)).toBeCloseTo(hours);
});

test.each([
  ['cron(0 25 * * ? *)', 'cannot be used: the hour 25'],
  ['cron(0 6 30 2 ? *)', 'it never fires again'],
  ['cron(0 6 1 1 ? 2020)', 'it never fires again'],
  ['cron(0 6 * * * *)', 'write \\? for the day'],
  ['cron(0 6 ? * ? *)', 'write \\? for the day'],
  ['weekly', 'use daily, hourly'],
])('refuses %s, with the reason', (frequency, words) => {
  const [issue, ...more] = Frequency.safeParse(frequency).error?.issues ?? [];
  expect(issue?.message).toMatch(new RegExp(words));
  expect(more).toEqual([]);
});

test('a cron never fires again after its last firing, even if its year is not over', () => {
  const januaryOnly = new AwsCron('0 6 1-3 1 ? 2026');
  expect(januaryOnly.longestPause(Date.UTC(2026, 0, 2))).toBe(86_400_000);
  expect(() => januaryOnly.longestPause(Date.UTC(2026, 10, 25))).toThrow('it never fires again');
});

test('a cron gives the days on which a sync is due; a rate of more than a day gives the hours that evidence covers', () => {
  const week = Array.from({ length: 7 }, (_, index) => Date.UTC(2026, 10, 23 + index) / 86_400_000);
  const due = (frequency: string) => week.map(expectationOf(frequency).isDue);
  expect(due('cron(0 6 ? * MON-FRI *)')).toEqual([true, true, true, true, true, false, false]);
  expect(due('daily')).not.toContain(false);
  expect(expectationOf('hourly').coversHours).toBe(0);
  expect(expectationOf('cron(0 6 1 * ? *)').coversHours).toBe(0);
  expect(expectationOf('rate(7 days)').coversHours).toBe(168);
});
