import { expect, test } from '@jest/globals';
import { dayOf } from '../../../lib/domain/time.ts';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { syncAt } from '../../support/register-entries.ts';
import { textOf } from '../../support/rendered-page.ts';
import type { Sync } from '../../support/sandbox-syncs.ts';
import { rejected } from '../../support/sync-outcomes.ts';
import { reported, reportOn } from '../../support/written-report.ts';

const at = (day: string, time = '06:00:00') => `2026-11-${day}T${time}.000Z`;

/** Returns a sync that read evidence later than it started. */
function readAt(startedAt: string, connection: string, collectedAt: string): Sync {
  const { run, evidence } = syncAt(startedAt, connection);
  return {
    run: { ...run, endedAt: collectedAt },
    evidence: evidence.map((item) => ({ ...item, collectedAt })),
  };
}

/** Returns the report's gaps of Secure Score for A.8.8, each with its days and reason. */
function gapsIn({ coverage }: Awaited<ReturnType<typeof reportOn>>): string[] {
  const [row] =
    coverage[0]?.requirements.find(({ id }) => id === 'A.8.8')?.evidence.filter(({ gaps }) => gaps) ?? [];
  return (row?.gaps ?? []).map(({ from, to, why }) => `${from.slice(8)}-${to.slice(8)} ${why}`);
}

test('a redriven sync is evidence of the day of its reading, not of its start', async () => {
  const syncs = [
    readAt(at('10'), 'redriven', at('14')),
    syncAt(at('11'), 'redriven'),
    syncAt(at('12'), 'redriven'),
    rejected(syncAt(at('13'), 'redriven')),
  ];
  const days = { from: at('10', '00:00:00'), to: at('15', '00:00:00') };
  const report = await reportOn(syncs, days);
  expect(gapsIn(report)).toEqual(['10-10 read only on 2026-11-14', '13-13 sign-in rejected: AADSTS7000222']);
});

test('a period finds a reading whose sync started up to 14 days before it', async () => {
  const syncs = [readAt(at('01'), 'late', at('14')), syncAt(at('15'), 'late')];
  const report = await reportOn(syncs, { from: at('14', '00:00:00'), to: at('16', '00:00:00') });
  expect(gapsIn(report)).toEqual([]);
  expect(report.connections[0]?.evidence[0]?.items.map(({ collectedAt }) => collectedAt)).toEqual([
    at('15'),
    at('14'),
  ]);
  expect(report.connections[0]?.unrecorded).toEqual([]);
  expect(textOf(await renderReport(report))).toContain(`${at('01')}_run (started before the period)`);
  const first = { from: at('01', '00:00:00'), to: at('02', '00:00:00') };
  const earlier = await reportOn([], { connections: [reported('late')], ...first });
  expect(earlier.connections[0]?.evidence).toEqual([]);
  expect(gapsIn(earlier)).toEqual(['01-01 read only on 2026-11-14']);
});

test('a sync that runs past midnight leaves no gap on the day of its start', async () => {
  const syncs = ['10', '11', '12'].map((day) =>
    readAt(at(day, '23:59:58'), 'midnight', `2026-11-${Number(day) + 1}T00:00:07.000Z`),
  );
  expect(gapsIn(await reportOn(syncs, { from: at('10', '00:00:00'), to: at('13', '00:00:00') }))).toEqual([]);
});

test('evidence dated in the future is named, is not the latest, and makes no tile fresh', async () => {
  const ahead = syncAt('2026-12-23T06:00:00.000Z', 'ahead');
  const leaping = readAt(at('22'), 'ahead', '2026-12-22T06:00:00.000Z');
  const report = await reportOn([syncAt(at('20'), 'ahead'), leaping, ahead]);
  const [connection] = report.connections;
  expect(connection?.tiles.map(({ state, evidence }) => [state, evidence?.collectedAt])).toEqual(
    Array(4).fill(['stale', at('20')]),
  );
  expect(connection?.recentRuns.map(({ startedAt }) => startedAt)).toEqual([at('22'), at('20')]);
  expect(report.inFuture.map(({ item }) => item).toSorted()).toEqual(
    [ahead.run.id, leaping.run.id]
      .flatMap((run) => ahead.evidence.map(({ collector }) => `${run} of EVIDENCE#ahead#${collector}`))
      .concat(`${ahead.run.id} of RUN#ahead`)
      .toSorted(),
  );
  expect(report.inFuture[0]?.problem).toContain('is dated in the future (2026-12-23 06:00 UTC)');
  expect(gapsIn(report)).toEqual(['21-21 no sync', '22-22 read only on 2026-12-22']);
  const text = textOf(await renderReport(report));
  expect(text).toContain('9 entries dated in the future, which count for nothing else in this report');
  expect(dayOf(Date.parse(report.period.to))).toBe(dayOf(Date.parse(at('23'))));
});

test('a clock may be five minutes fast', async () => {
  const report = await reportOn([syncAt('2026-11-23T12:04:00.000Z', 'near')]);
  expect(report.inFuture).toEqual([]);
  expect(report.connections[0]?.tiles[0]?.state).toBe('fresh');
});
