import { describe, expect, test } from '@jest/globals';
import type { CollectorContents } from '../../lib/audit/connection-history.ts';
import { coverageOf } from '../../lib/audit/coverage.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { PUBLISHED } from '../../lib/frameworks/frameworks.ts';
import { syncAt } from '../support/register-entries.ts';
import { skipping } from '../support/sync-outcomes.ts';

const on = (day: string) => syncAt(`2026-11-${day}T06:00:00.000Z`).evidence;

/** Returns the register data of one connection with this evidence. */
function contents(items: readonly Evidence[], around: readonly Evidence[] = []): CollectorContents[] {
  const collectors = new Set([...COLLECTORS.map(({ id }) => id), ...items.map(({ collector }) => collector)]);
  return [...collectors].map((collector) => {
    const mine = (of: readonly Evidence[]) =>
      of
        .filter((item) => item.collector === collector)
        .toReversed()
        .map((item) => ({ ...item, sha256: 's' }));
    return { collector, newest: [], items: mine(items), around: mine(around), future: [] };
  });
}

interface Setting {
  items: readonly Evidence[];
  around?: readonly Evidence[];
  from?: string;
  to?: string;
  coversHours?: number;
  isDue?: (day: number) => boolean;
  configured?: boolean;
  syncedBefore?: boolean;
  firstSync?: string;
  runs?: readonly SyncRun[];
  settings?: Pick<Settings, 'frameworks'>;
}

/** Returns the coverage of one connection at noon on 5 November. */
function coverage({
  items,
  around,
  from,
  to = '2026-11-05T12:00:00.000Z',
  coversHours = 0,
  isDue = () => true,
  configured = true,
  syncedBefore = false,
  firstSync,
  runs = [],
  settings,
}: Setting) {
  const collectors = contents(items, around);
  return coverageOf({
    connections: [
      {
        name: 'default',
        configured,
        syncedBefore,
        coversHours,
        isDue,
        firstSync: firstSync ?? items[0]?.run.slice(0, 24),
        collectors,
        recentRuns: [],
        otherRuns: [],
        runs: [...runs],
      },
    ],
    period: { chosen: from !== undefined, from: from ?? null, to },
    now: Date.parse('2026-11-05T12:00:00Z'),
    settings,
  });
}

/** Returns the coverage of A.8.8 by Secure Score. */
function scoreCoverage(setting: Setting) {
  const iso = coverage(setting).find(({ framework }) => framework === 'iso-27001-2022');
  const [row] = iso?.requirements.find(({ id }) => id === 'A.8.8')?.evidence ?? [];
  if (!row) throw new Error('There is no coverage of A.8.8');
  return row;
}

test('each requirement has a row for each collector that gives evidence for it', () => {
  const settings = { frameworks: PUBLISHED.map(({ id }) => id) };
  const titles = (found: readonly { title: string }[]) => found.map(({ title }) => title);
  const frameworks = coverage({ items: on('05'), settings });
  expect(titles(coverage({ items: on('05') }))).toEqual(['ISO/IEC 27001:2022', 'SOC 2 (TSC 2017)']);
  expect(titles(frameworks)).toEqual(PUBLISHED.map(({ title }) => title));
  const rows = frameworks.flatMap(({ framework, requirements }) =>
    requirements.flatMap(({ id, evidence }) =>
      evidence.map(({ collector }) => `${framework} ${id} ${collector}`),
    ),
  );
  const declared = COLLECTORS.flatMap(({ id: collector, evidenceFor }) =>
    Object.entries(evidenceFor).flatMap(([framework, ids]) =>
      ids.map((id) => `${framework} ${id} ${collector}`),
    ),
  );
  expect(rows.toSorted()).toEqual(declared.toSorted());
});

test('a row says which dates are covered, by how many items, and how old the newest is', () => {
  const [partial, ...others] = on('04').filter(({ collector }) => collector === 'secure-score');
  if (!partial) throw new Error('The sync has no Secure Score');
  const items = [...on('01'), ...on('02'), { ...partial, complete: false }, ...others, ...on('05')];
  expect(scoreCoverage({ items })).toEqual({
    connection: 'default',
    collector: 'secure-score',
    title: 'Secure Score',
    claim: expect.stringContaining('Weaknesses in the configuration'),
    limits: expect.stringContaining('Microsoft decides'),
    test: expect.stringContaining('improvement action'),
    items: 4,
    partial: 1,
    first: '2026-11-01T06:00:00.000Z',
    last: '2026-11-05T06:00:00.000Z',
    newestAgeHours: 6,
    withoutFigure: 4,
    gaps: [{ from: '2026-11-03', to: '2026-11-03', days: 1, why: 'no sync' }],
    newestWhy: null,
  });
});

describe('the days that count', () => {
  const gaps = (setting: Setting) => scoreCoverage(setting).gaps?.map(({ from, to }) => `${from} ${to}`);

  test('start with the first sync if no period was chosen', () => {
    expect(gaps({ items: on('03'), firstSync: '2026-11-01T06:00:00.000Z' })).toEqual([
      '2026-11-01 2026-11-02',
      '2026-11-04 2026-11-04',
    ]);
  });
  test('are those of the period if one was chosen', () => {
    const period = { from: '2026-10-30T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };
    expect(gaps({ items: on('01'), ...period })).toEqual(['2026-10-30 2026-10-31', '2026-11-02 2026-11-02']);
  });
  test('end today, however long the period, and today counts once it is over', () => {
    expect(gaps({ items: on('03'), to: '2026-12-01T00:00:00.000Z' })).toEqual(['2026-11-04 2026-11-04']);
    expect(gaps({ items: [...on('03'), ...on('05')] })).toEqual(['2026-11-04 2026-11-04']);
  });
  test('include a day that is only partly in the period only if it has evidence', () => {
    const items = [on('02'), on('03'), on('04')].flat();
    const syncedBefore = true;
    // Syncs are at six.
    const evening = { from: '2026-11-01T12:00:00.000Z', to: '2026-11-05T05:00:00.000Z' };
    expect(gaps({ items, syncedBefore, ...evening })).toEqual([]);
    const morning = { from: '2026-11-01T05:00:00.000Z', to: '2026-11-04T12:00:00.000Z' };
    expect(gaps({ items, syncedBefore, ...morning })).toEqual([]);
    const days = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-05T00:00:00.000Z' };
    expect(gaps({ items, syncedBefore, ...days })).toEqual(['2026-11-01 2026-11-01']);
  });
  test('are zero for a connection that was never synced', () => {
    expect(scoreCoverage({ items: [] })).toMatchObject({
      items: 0,
      first: null,
      newestAgeHours: null,
      gaps: [],
    });
  });
  test('are covered by evidence from before the period if syncs are more than a day apart', () => {
    const setting = { items: on('04'), from: '2026-11-01T00:00:00.000Z', coversHours: 48 };
    expect(gaps(setting)).toEqual(['2026-11-01 2026-11-03']);
    expect(gaps({ ...setting, around: syncAt('2026-10-31T06:00:00.000Z').evidence })).toEqual([
      '2026-11-03 2026-11-03',
    ]);
  });
});

test('days before the first sync have a reason of their own', () => {
  const period = { from: '2026-10-30T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' };
  const why = (setting: Partial<Setting>) =>
    scoreCoverage({ items: on('01'), ...period, ...setting }).gaps?.map((gap) => `${gap.days} ${gap.why}`);
  expect(why({})).toEqual(['2 before the first sync', '2 no sync']);
  expect(why({ syncedBefore: true })).toEqual(['2 no sync', '2 no sync']);
});

test('days of a connection that is no longer synced are not counted: its schedule is unknown', () => {
  expect(scoreCoverage({ items: on('01'), configured: false })).toMatchObject({ items: 1, gaps: null });
});

test('a collector that the newest sync did not read has the reason, even before its first gap has ended', () => {
  const runs = [skipping(syncAt('2026-11-05T06:00:00.000Z'), 'secure-score').run];
  expect(scoreCoverage({ items: [], firstSync: '2026-11-05T06:00:00.000Z', runs })).toMatchObject({
    items: 0,
    gaps: [],
    newestWhy: 'skipped: license-missing',
  });
});

test('includes requirements and former collectors that only the evidence names', () => {
  const items = on('05')
    .slice(0, 1)
    .map((item) => ({
      ...item,
      collector: 'mailboxes',
      title: 'Mailboxes',
      requirements: [{ framework: 'dora-2022', id: 'Art. 9', title: 'Protection' }],
    }));
  const dora = coverage({ items }).find(({ framework }) => framework === 'dora-2022');
  expect(dora).toMatchObject({
    title: 'dora-2022',
    requirements: [{ id: 'Art. 9', title: 'Protection', evidence: [{ title: 'Mailboxes', items: 1 }] }],
  });
});

test('a requirement that was mapped only for a time has gaps outside that time', () => {
  const items = [on('03'), on('04')].flatMap(([item], index) =>
    item && index === 0 ? [{ ...item, requirements: [] }] : item ? [item] : [],
  );
  expect(scoreCoverage({ items })).toMatchObject({
    items: 1,
    gaps: [{ from: '2026-11-03', to: '2026-11-03', days: 1, why: 'no sync' }],
    newestWhy: null,
  });
});
