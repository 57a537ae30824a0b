import { expect, test } from '@jest/globals';
import { DailyMinutes, windowMinutes } from '../../lib/connections/spread.ts';
import { propertiesOf, templateFor } from '../support/stack.ts';

test('each daily connection has its own minute, the same in each deployment', () => {
  const names = Array.from({ length: 200 }, (_, index) => `customer-${index}`);
  const times = (list: readonly string[]) => {
    const minutes = new DailyMinutes();
    return list.map((name) => minutes.scheduleOf(name));
  };
  expect(new Set(times(names)).size).toBe(200);
  expect(times(names)).toEqual(times(names));
  // Another connection at the end moves no earlier one.
  expect(times([...names, 'another']).slice(0, 200)).toEqual(times(names));
});

test('a daily sync starts at least an hour before midnight, so that its evidence belongs to that day', () => {
  const minutes = new DailyMinutes();
  const hours = Array.from({ length: 23 * 60 }, (_, index) => minutes.scheduleOf(`c${index}`)).map(
    (schedule) => Number(schedule.split(' ')[1]),
  );
  expect(Math.max(...hours)).toBe(22);
});

test.each([
  ['hourly', 15],
  ['rate(1 minute)', 0],
  ['rate(10 minutes)', 2],
  ['rate(1439 minutes)', 0],
  ['rate(23 hours)', 15],
  ['rate(2 days)', 15],
  ['cron(0 6 ? * MON-FRI *)', 15],
  ['cron(0/5 * * * ? *)', 0],
  ['cron(0/20 6-8 * * ? *)', 5],
  // The window ends a quarter of an hour before midnight.
  ['cron(20 23 * * ? *)', 15],
  ['cron(35 23 * * ? *)', 10],
  ['cron(50 23 * * ? *)', 0],
  // Four minutes lie between 23:58 and 00:02 of the next day.
  ['cron(2,58 0,23 * * ? *)', 0],
])('a sync of the schedule %s starts within %d minutes', (frequency, minutes) => {
  expect(windowMinutes(frequency)).toBe(minutes);
});

test('spreads the schedules of a stack by unique minutes or by a window', () => {
  const connections = [
    { name: 'a' },
    { name: 'b' },
    { name: 'c', frequency: 'rate(24 hours)' },
    { name: 'd', frequency: 'hourly' },
    { name: 'e', frequency: 'cron(0 6 * * ? *)' },
    { name: 'f', frequency: 'cron(50 23 * * ? *)' },
  ];
  const schedules = Object.entries(propertiesOf(templateFor(connections), 'AWS::Scheduler::Schedule'))
    .filter(([id]) => id.startsWith('SchedulesSchedule'))
    .map(([, { ScheduleExpression, FlexibleTimeWindow }]) => [ScheduleExpression, FlexibleTimeWindow]);
  const off = { Mode: 'OFF' };
  const flexible = { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 };
  const ownMinute = [expect.stringMatching(/^cron\(\d+ \d+ \* \* \? \*\)$/), off];
  expect(schedules).toEqual([
    ownMinute,
    ownMinute,
    ownMinute,
    ['rate(1 hour)', flexible],
    ['cron(0 6 * * ? *)', flexible],
    ['cron(50 23 * * ? *)', off],
  ]);
  expect(new Set(schedules.slice(0, 3).map(([expression]) => expression)).size).toBe(3);
});
