import { expect, test } from '@jest/globals';
import { scheduleOf } from '../../lib/connections/due-slots.ts';

const at = (time: string) => Date.parse(time);

function dueIn(frequency: string, from: string, to: string): string[] {
  return [...scheduleOf(frequency).slots(at(from), at(to))].map(({ due }) => due);
}

test('a daily schedule has one due sync a day', () => {
  const days = ['2026-09-01', '2026-09-02', '2026-09-03'];
  expect(dueIn('daily', '2026-09-01T00:00Z', '2026-09-04T00:00Z')).toEqual(days);
  expect(dueIn('rate(24 hours)', '2026-09-01T06:00Z', '2026-09-03T06:00Z')).toEqual(days);
  expect(dueIn('daily', '2026-09-01T00:00Z', '2026-09-01T00:00Z')).toEqual([]);
});

test('an hourly schedule has one due sync an hour', () => {
  const hours = dueIn('hourly', '2026-09-01T00:00Z', '2026-09-02T00:00Z');
  expect(hours).toHaveLength(24);
  expect([hours[0], hours[23]]).toEqual(['2026-09-01T00:00Z', '2026-09-01T23:00Z']);
});

test('a slower rate has the same stretches in every period', () => {
  const all = dueIn('rate(7 days)', '2026-07-01T00:00Z', '2026-10-01T00:00Z');
  const later = dueIn('rate(7 days)', '2026-08-15T12:00Z', '2026-10-01T00:00Z');
  expect(all.slice(-later.length)).toEqual(later);
  expect(dueIn('rate(36 hours)', '2026-09-01T00:00Z', '2026-09-04T00:00Z')).toEqual([
    '2026-09-01T00:00Z',
    '2026-09-02T12:00Z',
  ]);
});

test('a cron has its own times', () => {
  expect(dueIn('cron(0 6 ? * MON-FRI *)', '2026-09-04T00:00Z', '2026-09-08T00:00Z')).toEqual([
    '2026-09-04T06:00Z',
    '2026-09-07T06:00Z',
  ]);
  expect(dueIn('cron(30 2,22 * * ? *)', '2026-09-01T23:00Z', '2026-09-02T23:00Z')).toEqual([
    '2026-09-01T22:30Z',
    '2026-09-02T02:30Z',
    '2026-09-02T22:30Z',
  ]);
  expect(dueIn('cron(0 6 L * ? *)', '2026-01-01T00:00Z', '2026-04-01T00:00Z')).toEqual([
    '2026-01-31T06:00Z',
    '2026-02-28T06:00Z',
    '2026-03-31T06:00Z',
  ]);
});

test('the slots of a cron fill the days on which it fires, and no other day', () => {
  const slots = [...scheduleOf('cron(0 6,18 ? * FRI,MON *)').slots(at('2026-09-04'), at('2026-09-08'))];
  const times = slots.map(({ start, end }) => [start, end].map((time) => new Date(time).toISOString()));
  expect(times).toEqual([
    ['2026-09-04T00:00:00.000Z', '2026-09-04T18:00:00.000Z'],
    ['2026-09-04T18:00:00.000Z', '2026-09-05T00:00:00.000Z'],
    ['2026-09-07T00:00:00.000Z', '2026-09-07T18:00:00.000Z'],
    ['2026-09-07T18:00:00.000Z', '2026-09-08T00:00:00.000Z'],
  ]);
});

test.each([
  ['daily', 0],
  ['hourly', 15],
  ['rate(15 minutes)', 3],
  ['cron(0 6 * * ? *)', 15],
])('a scheduled sync of %s may start %d minutes late', (frequency, minutes) => {
  expect(scheduleOf(frequency).window).toBe(minutes * 60_000);
});

test.each(['hourly', 'cron(0 * * * ? *)', 'cron(0/30 * * * ? *)'])('lists a year of %s fast', (frequency) => {
  const began = performance.now();
  expect(dueIn(frequency, '2026-01-01T00:00Z', '2027-01-01T00:00Z').length).toBeGreaterThanOrEqual(8_760);
  expect(performance.now() - began).toBeLessThan(2_000);
});
