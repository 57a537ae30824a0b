import { expect, test } from '@jest/globals';
import { type Trend, trendOf } from '../../lib/audit/trend.ts';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { Facts } from '../../lib/domain/observation.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { syncAt } from '../support/register-entries.ts';
import { failing } from '../support/sync-outcomes.ts';

/** Returns evidence with these facts on these days, newest first. */
const evidence = (collector: string, ...days: [day: string, facts: Facts][]) =>
  days
    .flatMap(([day, facts]) => syncAt(`2026-11-${day}T06:00:00.000Z`, 'a', { [collector]: facts }).evidence)
    .reverse();

const read = (readings: readonly Evidence[], runs: readonly SyncRun[] = []) => ({
  evidence: readings,
  runs,
  staleAfterHours: 48,
});
const valuesOf = ({ series }: Trend) =>
  series.map(({ stretches }) => stretches.map((stretch) => stretch.map(({ value }) => value)));
const scoresOn = (...days: [day: string, percentage: number | null][]) =>
  evidence(secureScore.id, ...days.map(([day, percentage]): [string, Facts] => [day, { percentage }]));
const scores = (...days: [day: string, percentage: number | null][]) =>
  valuesOf(trendOf(secureScore, read(scoresOn(...days))));

test('a series runs from the oldest to the newest reading', () => {
  expect(scores(['01', 60], ['02', 61], ['03', 62])).toEqual([[[60, 61, 62]]]);
});

test('a gap longer than the connection allows breaks a series; one of exactly that length does not', () => {
  expect(scores(['01', 60], ['03', 61], ['06', 62])).toEqual([[[60, 61], [62]]]);
});

test('evidence without the figure breaks a series and does not count as zero', () => {
  expect(scores(['01', 60], ['02', null], ['03', 62])).toEqual([[[60], [62]]]);
});

test('a sync without the evidence breaks a series, however soon the next sync follows', () => {
  const failed = failing(syncAt('2026-11-02T06:00:00.000Z', 'a'), secureScore.id).run;
  const readings = scoresOn(['01', 60], ['03', 61], ['04', 62]);
  expect(valuesOf(trendOf(secureScore, read(readings, [failed])))).toEqual([[[60], [61, 62]]]);
});

test('a partial reading is left out and breaks a series: its zero may mean "not read"', () => {
  const readings = scoresOn(['01', 60], ['02', 0], ['03', 62]).map((item) => ({
    ...item,
    complete: item.facts.percentage !== 0,
  }));
  const runs = ['03', '02', '01'].map((day) => syncAt(`2026-11-${day}T06:00:00.000Z`, 'a').run);
  const trend = trendOf(secureScore, read(readings, runs));
  expect(valuesOf(trend)).toEqual([[[60], [62]]]);
  expect(trend.leftOut).toBe(1);
});

test('a change of tenant breaks a series', () => {
  const readings = scoresOn(['01', 60], ['02', 61], ['03', 20]).map((item) => ({
    ...item,
    tenantId: item.facts.percentage === 20 ? 'another' : item.tenantId,
  }));
  expect(valuesOf(trendOf(secureScore, read(readings)))).toEqual([[[60, 61], [20]]]);
});

test('each part of the breakdown has a series with its label', () => {
  const readings = evidence(riskyUsers.id, ['01', { atRisk: 3, byLevel: { high: 2, medium: 1 } }]);
  const trend = trendOf(riskyUsers, read(readings));
  expect(trend.unit).toEqual({ one: 'user', many: 'users' });
  expect(trend.series).toEqual([
    { label: 'High risk', stretches: [[{ at: '2026-11-01T06:00:00.000Z', value: 2 }]] },
    { label: 'Medium risk', stretches: [[{ at: '2026-11-01T06:00:00.000Z', value: 1 }]] },
  ]);
});

test('facts of an unknown form have no reading', () => {
  expect(scores()).toEqual([[]]);
  const odd = evidence(secureScore.id, ['01', { percentage: 'much' }]);
  expect(trendOf(secureScore, read(odd)).series).toEqual([{ label: 'Secure Score', stretches: [] }]);
});
