import { annotationsIn } from '../../audit/annotations.ts';
import type { ConnectionHistory, ReportedConnection } from '../../audit/connection-history.ts';
import { unrecordedRuns } from '../../audit/missing-syncs.ts';
import { policyNames } from '../../audit/named-policies.ts';
import { type AuditPeriod, lastDayOf } from '../../audit/period.ts';
import type { ConnectionReport } from '../../audit/report-data.ts';
import type { Seal } from '../../audit/seal.ts';
import { newestSignedIn } from '../../audit/signed-in.ts';
import { tilesOf } from '../../audit/tile.ts';
import { trendOf } from '../../audit/trend.ts';
import { COLLECTORS } from '../../collectors/registry.ts';
import type { RecordedAnnotation } from '../../domain/annotation.ts';
import { sandboxesOf } from '../../domain/sandbox.ts';
import type { SyncRun } from '../../domain/sync-run.ts';

interface ReadConnection extends ConnectionHistory, ReportedConnection {
  seal: Seal | null;
  /** All annotations of the connection. */
  written: readonly RecordedAnnotation[];
  /** The number of each sealed sync, by the id of its run. */
  numbers: ReadonlyMap<string, number> | undefined;
}

/** Returns the part of a connection's report that follows from its own history and settings. */
export function connectionReport(
  read: ReadConnection,
  period: AuditPeriod,
): Omit<ConnectionReport, 'population' | 'sample' | 'attention' | 'changes'> {
  const asOf = Date.parse(period.to);
  const { name, configured, staleAfterHours, coversHours, recentRuns, runs, collectors } = read;
  const itemsOf = (id: string) => collectors.find(({ collector }) => collector === id)?.items ?? [];
  return {
    name,
    title: read.title ?? null,
    domains: [...(read.domains ?? [])],
    schedule: read.schedule?.frequency ?? null,
    seal: read.seal,
    logIndexes: indexesOf(runs, read.numbers),
    configured,
    sandboxes: sandboxesOf([...recentRuns, ...runs, ...collectors.flatMap(({ items }) => items)]),
    staleAfterHours,
    coversHours,
    tiles: tilesOf(read, { asOf, staleAfterHours }),
    recentRuns,
    signedIn: newestSignedIn([...recentRuns, ...runs]),
    trends: COLLECTORS.map((collector) =>
      trendOf(collector, { evidence: itemsOf(collector.id), runs, staleAfterHours }),
    ).filter(({ series }) => series.some(({ stretches }) => stretches.length > 0)),
    runs,
    evidence: collectors.flatMap(({ collector, items }) =>
      items[0] ? [{ collector, title: items[0].title, items }] : [],
    ),
    annotations: annotationsIn(
      read.written,
      { from: period.from ?? undefined, to: period.to },
      lastDayOf(period),
      policyNames(collectors.flatMap(({ newest, items }) => [...newest.slice(0, 1), ...items])),
    ),
    unrecorded: unrecordedRuns(read),
  };
}

/** Returns the place in the log of each sync of the period that is sealed. */
function indexesOf(
  runs: readonly SyncRun[],
  numbers: ReadonlyMap<string, number> | undefined,
): Record<string, number> {
  const sealed = runs.flatMap(({ id }) => {
    const index = numbers?.get(id);
    return index === undefined ? [] : [[id, index] as const];
  });
  return Object.fromEntries(sealed);
}
