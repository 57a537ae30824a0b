import { expect, test } from '@jest/globals';
import { coveredDays, dayName } from '../../lib/audit/evidence-time.ts';

const covered = (hours: number, ...times: string[]) =>
  [
    ...coveredDays(
      times.map((time) => Date.parse(`2026-${time}Z`)),
      hours,
    ),
  ].map(dayName);

test('evidence covers the day of its sync', () => {
  expect(covered(0, '09-01T06:00', '09-03T06:00')).toEqual(['2026-09-01', '2026-09-03']);
});

test('days are in UTC: a second before midnight is not the next day', () => {
  expect(covered(0, '09-01T23:59:59')).toEqual(['2026-09-01']);
  expect(covered(0, '09-02T00:00:00')).toEqual(['2026-09-02']);
});

test('covers the days until the next sync is due if syncs are more than a day apart', () => {
  expect(covered(72, '09-01T06:00')).toEqual(['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04']);
});
