import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { syncAt } from '../../support/register-entries.ts';
import { type Sync, sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { failing, rejected } from '../../support/sync-outcomes.ts';
import { NOW, reported, reportOn } from '../../support/written-report.ts';

const day = (nth: number) => `2026-11-${String(nth).padStart(2, '0')}T06:00:00.000Z`;

test('a report has all runs and evidence of each connection, newest first', async () => {
  const [a, b] = await Promise.all([
    sandboxSyncs({ connection: 'all-a', syncs: 3, last: day(23) }),
    sandboxSyncs({ connection: 'all-b', syncs: 2, last: day(22) }),
  ]);
  const { connections, period, source, writtenAt } = await reportOn([...a, ...b]);
  expect({ source, writtenAt }).toEqual({ source: 'a test', writtenAt: NOW });
  expect(period).toEqual({ chosen: false, from: day(21), to: NOW });
  expect(connections.map(({ name }) => name)).toEqual(['all-a', 'all-b']);
  const [first] = connections;
  expect(first?.runs).toEqual(a.map(({ run }) => run).reverse());
  expect(first?.recentRuns).toEqual(first?.runs);
  expect(first?.signedIn).toEqual(a[2]?.run);
  expect(first?.evidence.map(({ collector }) => collector)).toEqual(COLLECTORS.map(({ id }) => id));
  const items = first?.evidence.flatMap((group) => group.items) ?? [];
  const written = a.flatMap(({ evidence }) => evidence);
  expect(items.toSorted((x, y) => x.id.localeCompare(y.id))).toMatchObject(
    written.toSorted((x, y) => x.id.localeCompare(y.id)),
  );
  expect(first?.tiles.map(({ state }) => state)).toEqual(COLLECTORS.map(() => 'fresh'));
  expect(first?.trends.map(({ collector }) => collector)).toEqual(COLLECTORS.map(({ id }) => id));
});

test('a partition of several query results is read to its end', async () => {
  const padding = 'x'.repeat(100_000);
  const syncs = Array.from({ length: 14 }, (_, index) =>
    syncAt(day(index + 1), 'pages', { 'secure-score': { percentage: index, padding } }),
  );
  const { connections } = await reportOn(syncs);
  const [group] = connections[0]?.evidence ?? [];
  expect(group?.items.map(({ facts }) => facts.percentage)).toEqual(syncs.map((_, index) => 13 - index));
});

describe('a chosen period', () => {
  const syncs = Array.from({ length: 10 }, (_, index) => syncAt(day(index + 1), 'period'));

  test('limits runs, evidence and trends; tiles show the state at its end', async () => {
    const { period, connections } = await reportOn(syncs, {
      from: '2026-11-03T00:00:00.000Z',
      to: '2026-11-05T22:00:00.000Z',
    });
    expect(period).toEqual({
      chosen: true,
      from: '2026-11-03T00:00:00.000Z',
      to: '2026-11-05T22:00:00.000Z',
    });
    const [report] = connections;
    const inPeriod = [day(5), day(4), day(3)];
    expect(report?.runs.map(({ startedAt }) => startedAt)).toEqual(inPeriod);
    expect(report?.evidence[0]?.items.map(({ collectedAt }) => collectedAt)).toEqual(inPeriod);
    expect(report?.recentRuns.map(({ startedAt }) => startedAt)).toEqual([...inPeriod, day(2), day(1)]);
    expect(report?.tiles[0]).toMatchObject({ ageHours: 16, evidence: { collectedAt: day(5) } });
  });

  test('ends now if its end is in the future', async () => {
    const { period } = await reportOn(syncs, { to: '2030-01-01T00:00:00.000Z' });
    expect(period.to).toBe(NOW);
  });
});

test('recent syncs are at most twenty', async () => {
  const syncs = Array.from({ length: 22 }, (_, index) => syncAt(day(index + 1), 'recent'));
  const { connections } = await reportOn(syncs);
  expect(connections[0]?.recentRuns).toHaveLength(20);
  expect(connections[0]?.runs).toHaveLength(22);
});

test('evidence of a former collector is found by the runs that name it', async () => {
  const { run, evidence } = syncAt(day(5), 'gone');
  const former = evidence
    .slice(0, 1)
    .map((item) => ({ ...item, collector: 'mailboxes', title: 'Mailboxes' }));
  const outcomes = [{ collector: 'mailboxes', outcome: 'collected' as const }];
  const { connections } = await reportOn([{ run: { ...run, outcomes }, evidence: former }]);
  expect(connections[0]?.evidence).toMatchObject([
    { collector: 'mailboxes', title: 'Mailboxes', items: former },
  ]);
  expect(connections[0]?.tiles.map(({ state }) => state)).toEqual(COLLECTORS.map(() => 'never-read'));
});

test('evidence without a recorded run can begin the period', async () => {
  const { run, evidence } = syncAt(day(5), 'no-runs');
  const later = { ...run, id: `${day(6)}_run`, startedAt: day(6) };
  expect((await reportOn([{ run: later, evidence }])).period.from).toBe(day(5));
});

test('a register without the connection gives an empty report, not zeros', async () => {
  const { period, connections, coverage } = await reportOn([], {
    connections: [reported('nowhere')],
  });
  expect(period.from).toBeNull();
  expect(connections[0]).toMatchObject({ runs: [], evidence: [], trends: [], signedIn: null });
  expect(connections[0]?.tiles.map(({ value }) => value)).toEqual(COLLECTORS.map(() => null));
  expect(coverage.length).toBeGreaterThan(0);
});

test('finds the last sync that signed in before rejected ones', async () => {
  const syncs: Sync[] = [syncAt(day(1), 'behind'), rejected(syncAt(day(2), 'behind'))];
  const { connections } = await reportOn(syncs);
  expect(connections[0]?.recentRuns[0]?.status).toBe('rejected');
  expect(connections[0]?.signedIn?.startedAt).toBe(day(1));
});

test('weekly evidence from before the period covers its first days', async () => {
  const { coverage } = await reportOn(
    [syncAt('2026-10-30T06:00:00.000Z', 'weekly'), syncAt(day(6), 'weekly')],
    {
      connections: [reported('weekly', { staleAfterHours: 336, coversHours: 168 })],
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-15T00:00:00.000Z',
    },
  );
  const rows = coverage.flatMap(({ requirements }) => requirements.flatMap(({ evidence }) => evidence));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect(row).toMatchObject({ items: 1, gaps: [{ from: '2026-11-14', to: '2026-11-14', why: 'no sync' }] });
});

test('report data is plain JSON', async () => {
  const data = await reportOn([failing(syncAt(day(5), 'plain'), 'secure-score')]);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});
