import { expect, test } from '@jest/globals';
import { type Population, populationOf } from '../../lib/audit/population.ts';
import { scheduleOf } from '../../lib/connections/due-slots.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { syncAt } from '../support/register-entries.ts';
import { failing, rejected } from '../support/sync-outcomes.ts';

const SEPTEMBER = { chosen: true, from: '2026-09-01T00:00:00.000Z', to: '2026-09-08T00:00:00.000Z' };
const NOW = Date.parse('2026-11-23T12:00:00Z');

const sync = (time: string) => syncAt(`2026-09-${time}:00.000Z`);
const scheduled = (time: string): SyncRun => ({ ...sync(time).run, trigger: 'schedule' });
const manual = (time: string): SyncRun => ({ ...sync(time).run, trigger: 'manual' });
const broken = (run: SyncRun): SyncRun => ({ ...failing({ run, evidence: [] }, 'risky-users').run });

interface Change {
  frequency?: string;
  period?: { chosen: boolean; from: string | null; to: string };
  now?: number;
}

function population(
  runs: readonly SyncRun[],
  { frequency = 'daily', period = SEPTEMBER, now = NOW }: Change = {},
) {
  const newestFirst = runs.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const isInside = ({ startedAt }: SyncRun) => startedAt >= (period.from ?? '') && startedAt < period.to;
  const inside = newestFirst.filter(isInside);
  return populationOf(
    {
      configured: true,
      schedule: scheduleOf(frequency),
      runs: inside,
      otherRuns: newestFirst.filter((run) => !isInside(run)),
      firstSync: inside.at(-1)?.startedAt,
      syncedBefore: newestFirst.some(({ startedAt }) => startedAt < (period.from ?? '')),
      unreadable: new Map(),
    },
    period,
    now,
  );
}

const outcomes = ({ due }: Population) => due.map(({ due: day, outcome }) => `${day.slice(8)} ${outcome}`);

test('counts each due sync by its outcome, with the reason', () => {
  const counted = population([
    scheduled('01T05:00'),
    broken(scheduled('02T05:00')),
    rejected({ run: scheduled('03T05:00'), evidence: [] }).run,
    scheduled('05T05:00'),
    scheduled('06T05:00'),
    scheduled('07T23:59'),
  ]);
  expect(counted.counts).toEqual({ due: 7, complete: 4, incomplete: 1, rejected: 1, missing: 1 });
  expect(counted.due.flatMap(({ due, why }) => (why ? [`${due} ${why}`] : []))).toEqual([
    '2026-09-02 risky-users failed: GraphUnavailable',
    '2026-09-03 sign-in rejected: AADSTS7000222',
    '2026-09-04 no sync',
  ]);
  expect(counted.due[0]?.run).toBe('2026-09-01T05:00:00.000Z_run');
  expect(counted).toMatchObject({ additional: 0, outside: 0, notCounted: null, schedule: 'daily' });
});

test('a scheduled sync counts before a manual one of the same day, which is additional', () => {
  const counted = population([manual('01T04:00'), broken(scheduled('01T05:00')), manual('01T09:00')]);
  expect(counted.due[0]).toMatchObject({ outcome: 'incomplete', run: '2026-09-01T05:00:00.000Z_run' });
  expect(counted.additional).toBe(2);
});

test('without a scheduled sync, the first complete manual one of the day counts, else the last', () => {
  const counted = population([
    broken(manual('01T04:00')),
    manual('01T06:00'),
    manual('01T07:00'),
    broken(manual('02T04:00')),
    rejected({ run: manual('02T05:00'), evidence: [] }).run,
  ]);
  expect(counted.due.slice(0, 2)).toMatchObject([
    { outcome: 'complete', run: '2026-09-01T06:00:00.000Z_run' },
    { outcome: 'rejected', run: '2026-09-02T05:00:00.000Z_run' },
  ]);
  expect(counted.additional).toBe(3);
});

test('an hourly sync that starts after the full hour counts for the hour before, if that has no sync', () => {
  const period = { chosen: true, from: '2026-09-01T05:00:00.000Z', to: '2026-09-01T09:00:00.000Z' };
  const late = [scheduled('01T05:50'), scheduled('01T07:02'), scheduled('01T07:53'), scheduled('01T08:55')];
  const counted = population(late, { frequency: 'hourly', period });
  expect(counted.counts).toMatchObject({ due: 4, complete: 4, missing: 0 });
  expect(counted.due[1]?.run).toBe('2026-09-01T07:02:00.000Z_run');
  const chain = [scheduled('01T06:03'), scheduled('01T07:02'), scheduled('01T07:53'), scheduled('01T08:55')];
  expect(population(chain, { frequency: 'hourly', period }).counts).toMatchObject({
    complete: 4,
    missing: 0,
  });
});

test('a late sync fills no hour that is really missing', () => {
  const period = { chosen: true, from: '2026-09-01T05:00:00.000Z', to: '2026-09-01T08:00:00.000Z' };
  const one = [scheduled('01T06:02'), scheduled('01T07:02')];
  expect(outcomes(population(one, { frequency: 'hourly', period }))).toEqual([
    '01T05:00Z missing',
    '01T06:00Z complete',
    '01T07:00Z complete',
  ]);
  const repeated = [scheduled('01T06:20'), scheduled('01T06:40'), scheduled('01T07:02')];
  expect(population(repeated, { frequency: 'hourly', period })).toMatchObject({
    counts: { complete: 2, missing: 1 },
    additional: 1,
  });
});

test('a late sync of the last hour counts, though it started after the period', () => {
  const period = { chosen: true, from: '2026-09-01T22:00:00.000Z', to: '2026-09-02T00:00:00.000Z' };
  const runs = [scheduled('01T22:58'), scheduled('02T00:04'), scheduled('02T00:50')];
  expect(population(runs, { frequency: 'hourly', period }).counts).toMatchObject({ due: 2, complete: 2 });
  const next = { chosen: true, from: '2026-09-02T00:00:00.000Z', to: '2026-09-02T01:00:00.000Z' };
  expect(population(runs, { frequency: 'hourly', period: next })).toMatchObject({
    counts: { due: 1, complete: 1 },
    additional: 0,
    outside: 1,
  });
});

test('a sync on a day without a due sync is additional', () => {
  const counted = population([scheduled('04T06:00'), manual('05T06:00'), scheduled('07T06:01')], {
    frequency: 'cron(0 6 ? * MON-FRI *)',
  });
  expect(outcomes(counted).slice(-2)).toEqual(['04T06:00Z complete', '07T06:00Z complete']);
  expect(counted).toMatchObject({ counts: { due: 5, complete: 2, missing: 3 }, additional: 1 });
});

test('counts from the first sync, or from the chosen start, with the reason for the days before', () => {
  const runs = [scheduled('03T05:00'), scheduled('04T05:00')];
  const all = {
    ...SEPTEMBER,
    chosen: false,
    from: '2026-09-03T05:00:00.000Z',
    to: '2026-09-05T00:00:00.000Z',
  };
  expect(outcomes(population(runs, { period: all }))).toEqual(['03 complete', '04 complete']);
  expect(population(runs).due.map(({ why }) => why)).toEqual([
    'before the first sync',
    'before the first sync',
    undefined,
    undefined,
    'no sync',
    'no sync',
    'no sync',
  ]);
  const before = syncAt('2026-08-31T05:00:00.000Z').run;
  expect(population([before, ...runs]).due[0]?.why).toBe('no sync');
});

test('a due sync counts once its day is over', () => {
  const period = { chosen: true, from: '2026-09-01T00:00:00.000Z', to: '2026-09-03T12:00:00.000Z' };
  const runs = [scheduled('01T05:00'), scheduled('02T05:00'), scheduled('03T05:00'), manual('03T06:00')];
  const today = population(runs, { period, now: Date.parse('2026-09-03T12:00:00Z') });
  expect(today).toMatchObject({ counts: { due: 2, complete: 2 }, outside: 1, additional: 1 });
  const later = population(runs, { period });
  expect(later).toMatchObject({ counts: { due: 3, complete: 3 }, outside: 0, additional: 1 });
  const unanswered = population(runs.slice(0, 2), { period });
  expect(unanswered.counts).toMatchObject({ due: 2, missing: 0 });
});

test('a slow rate counts one sync in each of its stretches', () => {
  const period = { chosen: true, from: '2026-09-03T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z' };
  const counted = population([scheduled('03T05:00'), scheduled('10T05:05'), scheduled('24T05:01')], {
    frequency: 'rate(7 days)',
    period,
  });
  expect(outcomes(counted)).toEqual(['03 complete', '10 complete', '17 missing', '24 complete']);
});

test('says why nothing is counted, and gives no zero', () => {
  const base = { runs: [], otherRuns: [], firstSync: undefined, syncedBefore: false, unreadable: new Map() };
  const gone = populationOf({ ...base, configured: false, schedule: null }, SEPTEMBER, NOW);
  expect(gone).toMatchObject({
    counts: null,
    notCounted: 'it is no longer synced, so its schedule is unknown',
  });
  const unknown = populationOf({ ...base, configured: true, schedule: null }, SEPTEMBER, NOW);
  expect(unknown).toMatchObject({ counts: null, notCounted: 'its schedule is not recorded' });
  const often = population([], {
    frequency: 'rate(1 minute)',
    period: { ...SEPTEMBER, from: '2026-01-01T00:00:00.000Z' },
  });
  expect(often.notCounted).toMatch(/more than 50000 due syncs/);
  const never = population([], { period: { chosen: false, from: null, to: SEPTEMBER.to } });
  expect(never).toMatchObject({ counts: { due: 0, missing: 0 }, notCounted: null });
});

test('names the sync that ran but is damaged or not recorded', () => {
  const counted = populationOf(
    {
      configured: true,
      schedule: scheduleOf('daily'),
      runs: [],
      otherRuns: [],
      firstSync: '2026-09-01T05:00:00.000Z',
      syncedBefore: false,
      unreadable: new Map([['2026-09-02T05:00:00.000Z_x', 'its sync is damaged in the register']]),
    },
    SEPTEMBER,
    NOW,
  );
  expect(counted.due.slice(0, 3).map(({ why }) => why)).toEqual([
    'no sync',
    'its sync is damaged in the register',
    'no sync',
  ]);
});

test('counts a year of hourly syncs fast, in less than 150 bytes each', () => {
  const period = { chosen: true, from: '2025-09-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' };
  const runs = Array.from({ length: 8_760 }, (_, hour) => {
    const startedAt = new Date(Date.parse(period.from) + hour * 3_600_000 + 600_000).toISOString();
    return { ...syncAt(startedAt).run, trigger: 'schedule' as const };
  });
  const began = performance.now();
  const counted = population(runs, { frequency: 'hourly', period });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(counted.counts).toMatchObject({ due: 8_760, complete: 8_760 });
  expect(JSON.stringify(counted).length).toBeLessThan(8_760 * 150);
});
