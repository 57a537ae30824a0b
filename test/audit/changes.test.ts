import { describe, expect, test } from '@jest/globals';
import { changesIn, windowsOf } from '../../lib/audit/changes.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import { syncAt } from '../support/register-entries.ts';

const PERIOD = { from: '2026-09-01T00:00:00.000Z', to: '2026-11-23T12:00:00.000Z' };
const STALE_AFTER = 48;
const [DAY, WEEK, BEGIN] = windowsOf(PERIOD, STALE_AFTER);

const scoreOf = (day: string, percentage: number, change: Partial<Evidence> = {}) => {
  const [item] = syncAt(`${day}T06:00:00.000Z`, 'a', { 'secure-score': { percentage } }).evidence;
  if (!item) throw new Error('There is no evidence');
  return { ...item, ...change };
};
const NEWEST = scoreOf('2026-11-23', 62.4);

function compared(window: typeof DAY, near: Evidence[], newest: Evidence | null = NEWEST) {
  if (!window) throw new Error('There is no window');
  const { start, collectors } = changesIn(window, [{ collector: 'secure-score', newest, near }]);
  const [score] = collectors;
  return { start, since: score?.change?.since, before: score?.change?.before, why: score?.notCompared };
}

test('compares with the newest evidence from before the start of the day and of the week', () => {
  const near = ['2026-11-14', '2026-11-15', '2026-11-16', '2026-11-21', '2026-11-22'].map((day, index) =>
    scoreOf(day, index),
  );
  expect(compared(DAY, near)).toEqual({
    start: '2026-11-22T12:00:00.000Z',
    since: '2026-11-22T06:00:00.000Z',
    before: 4,
    why: null,
  });
  expect(compared(WEEK, near)).toMatchObject({ since: '2026-11-16T06:00:00.000Z', before: 2 });
});

test('compares with the oldest evidence of the period', () => {
  const near = [scoreOf('2026-08-31', 1), scoreOf('2026-09-02', 3), scoreOf('2026-09-01', 2)];
  expect(compared(BEGIN, near)).toMatchObject({ since: '2026-09-01T06:00:00.000Z', before: 2 });
});

test('has no window for the period if no sync began it', () => {
  expect(windowsOf({ ...PERIOD, from: null }, STALE_AFTER).map(({ window }) => window)).toEqual([
    'day',
    'week',
  ]);
});

describe('says why it did not compare', () => {
  test.each<[string, Evidence[], Evidence | null]>([
    ['no evidence from then', [scoreOf('2026-11-13', 1), scoreOf('2026-11-17', 1)], NEWEST],
    ['only parts were read before', [scoreOf('2026-11-16', 1, { complete: false })], NEWEST],
    ['another tenant was read before', [scoreOf('2026-11-16', 1, { tenantId: 't2' })], NEWEST],
    ['only a part was read', [scoreOf('2026-11-16', 1)], scoreOf('2026-11-23', 1, { complete: false })],
    ['not read since', [scoreOf('2026-11-15', 1)], scoreOf('2026-11-16', 1)],
    ['never read', [], null],
  ])('%s', (why, near, newest) => {
    expect(compared(WEEK, near, newest)).toMatchObject({ since: undefined, why });
  });

  test('the first evidence of the period', () => {
    expect(compared(BEGIN, [], scoreOf('2026-09-02', 1)).why).toBe('this is the first evidence');
  });
});

test('prefers complete evidence of the same tenant to newer evidence that cannot be compared', () => {
  const near = [scoreOf('2026-11-15', 7), scoreOf('2026-11-16', 1, { complete: false })];
  expect(compared(WEEK, near)).toMatchObject({ since: '2026-11-15T06:00:00.000Z', before: 7 });
});

test('lists every collector, with a reason for those without evidence', () => {
  if (!DAY) throw new Error('There is no window');
  const { collectors } = changesIn(DAY, []);
  expect(collectors).toHaveLength(4);
  expect(new Set(collectors.map(({ notCompared }) => notCompared))).toEqual(new Set(['never read']));
});
