import { expect, test } from '@jest/globals';
import { riskyUsers } from '../../../lambdas/collectors/risky-users.ts';
import { secureScore } from '../../../lambdas/collectors/secure-score.ts';
import type { Facts } from '../../../lambdas/domain/observation.ts';
import { trendOf } from '../../../lib/report/model/trend.ts';
import { syncAt } from '../../support/register-entries.ts';

/** Evidence with these facts on these days, newest first. */
const evidence = (collector: string, ...days: [day: string, facts: Facts][]) =>
  days
    .flatMap(([day, facts]) => syncAt(`2026-11-${day}T06:00:00.000Z`, 'a', { [collector]: facts }).evidence)
    .reverse();

const scores = (...days: [day: string, percentage: number | null][]) =>
  trendOf(
    secureScore,
    evidence(secureScore.id, ...days.map(([day, percentage]): [string, Facts] => [day, { percentage }])),
    48,
  ).series.map(({ stretches }) => stretches.map((stretch) => stretch.map(({ value }) => value)));

test('a series is told from the oldest to the newest', () => {
  expect(scores(['01', 60], ['02', 61], ['03', 62])).toEqual([[[60, 61, 62]]]);
});

test('a gap of more than the connection allows breaks a series; one of just as much does not', () => {
  expect(scores(['01', 60], ['03', 61], ['06', 62])).toEqual([[[60, 61], [62]]]);
});

test('evidence without the figure breaks a series, and is no zero', () => {
  expect(scores(['01', 60], ['02', null], ['03', 62])).toEqual([[[60], [62]]]);
});

test('there is a series for each part of the breakdown, by its label', () => {
  const readings = evidence(riskyUsers.id, ['01', { atRisk: 3, byLevel: { high: 2, medium: 1 } }]);
  const trend = trendOf(riskyUsers, readings, 48);
  expect(trend.unit).toBe('users');
  expect(trend.series).toEqual([
    { label: 'High risk', stretches: [[{ at: '2026-11-01T06:00:00.000Z', value: 2 }]] },
    { label: 'Medium risk', stretches: [[{ at: '2026-11-01T06:00:00.000Z', value: 1 }]] },
  ]);
});

test('facts of another form have no reading', () => {
  expect(scores()).toEqual([[]]);
  const odd = evidence(secureScore.id, ['01', { percentage: 'much' }]);
  expect(trendOf(secureScore, odd, 48).series).toEqual([{ label: 'Secure Score', stretches: [] }]);
});
