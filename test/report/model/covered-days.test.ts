import { expect, test } from '@jest/globals';
import { dayOf, daysWithout } from '../../../lib/report/model/covered-days.ts';

const day = (date: string) => dayOf(Date.parse(`2026-${date}T00:00:00Z`));
const september = { first: day('09-01'), last: day('09-07') };
const at = (...times: string[]) => times.map((time) => Date.parse(`2026-${time}Z`));

test('days without evidence are named, those that follow one another together', () => {
  const collected = at('09-01T06:00', '09-03T06:00', '09-07T06:00');
  expect(daysWithout(collected, september, 0)).toEqual([
    { from: '2026-09-02', to: '2026-09-02' },
    { from: '2026-09-04', to: '2026-09-06' },
  ]);
});

test('a day is one of UTC: a second before midnight is not the next day', () => {
  const days = { first: day('09-01'), last: day('09-02') };
  expect(daysWithout(at('09-01T23:59:59'), days, 0)).toEqual([{ from: '2026-09-02', to: '2026-09-02' }]);
  expect(daysWithout(at('09-02T00:00:00'), days, 0)).toEqual([{ from: '2026-09-01', to: '2026-09-01' }]);
});

test('a range goes on over the end of a month and of a year', () => {
  const days = { first: dayOf(Date.UTC(2026, 11, 30)), last: dayOf(Date.UTC(2027, 0, 2)) };
  expect(daysWithout([], days, 0)).toEqual([{ from: '2026-12-30', to: '2027-01-02' }]);
});

test('where syncs are further apart than a day, evidence covers the days until the next is due', () => {
  expect(daysWithout(at('09-01T06:00'), september, 72)).toEqual([{ from: '2026-09-05', to: '2026-09-07' }]);
  expect(daysWithout(at('08-31T06:00'), september, 48)).toEqual([{ from: '2026-09-03', to: '2026-09-07' }]);
});

test('a period without days has no gap', () => {
  expect(daysWithout([], { first: 2, last: 1 }, 0)).toEqual([]);
});
