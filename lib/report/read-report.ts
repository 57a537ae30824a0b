import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { type ConnectionContents, readConnection } from './model/connection-contents.ts';
import { coverageOf } from './model/coverage.ts';
import { periodOf, rangeOf } from './model/period.ts';
import type { ConnectionReport, ReportData } from './model/report-data.ts';
import { tilesOf } from './model/tile.ts';
import { trendOf } from './model/trend.ts';

/** Everything a report needs to know beside the register. */
export interface ReportRequest {
  reader: RegisterReader;
  connections: readonly ReportedConnection[];
  /** Milliseconds since 1970. */
  now: number;
  /** The audit period, ISO 8601: `from` included, `to` not. From the register's first sync to now unless told. */
  from?: string | undefined;
  to?: string | undefined;
  /** For people: which register this is (a stack in a region, `sandbox tenant (fictional)`). */
  source: string;
}

export interface ReportedConnection {
  name: string;
  /** Twice its schedule: older evidence is stale. */
  staleAfterHours: number;
}

/** Reads all that a report says from the register. Throws where the period is none. */
export async function readReport(request: ReportRequest): Promise<ReportData> {
  const { reader, now, source } = request;
  const range = rangeOf(request.from, request.to, now);
  const read = await Promise.all(
    request.connections.map(async (connection) => {
      const coversHours = coversHoursOf(connection);
      const contents = await readConnection({ reader, connection: connection.name, range, now, coversHours });
      return { ...connection, coversHours, ...contents, firstSync: contents.runs.at(-1)?.startedAt };
    }),
  );
  const firstSync = read
    .flatMap((connection) => connection.firstSync ?? [])
    .toSorted()
    .at(0);
  return {
    source,
    writtenAt: new Date(now).toISOString(),
    period: periodOf(range, firstSync),
    connections: read.map((connection) => connectionReport(connection, now)),
    coverage: coverageOf({ connections: read, range, now }),
  };
}

/** On a schedule of a day or less, evidence covers its own day; else it covers the time until the next is due. */
function coversHoursOf({ staleAfterHours }: ReportedConnection): number {
  return staleAfterHours > 48 ? staleAfterHours / 2 : 0;
}

type Read = ConnectionContents & ReportedConnection & { coversHours: number };

function connectionReport(read: Read, now: number): ConnectionReport {
  const { name, staleAfterHours, coversHours, recentRuns, runs, collectors } = read;
  const itemsOf = (id: string) => collectors.find(({ collector }) => collector === id)?.items ?? [];
  return {
    name,
    staleAfterHours,
    coversHours,
    tiles: tilesOf(read, { now, staleAfterHours }),
    recentRuns,
    signedIn: [...recentRuns, ...runs].find(({ status }) => status !== 'rejected') ?? null,
    trends: COLLECTORS.map((collector) => trendOf(collector, itemsOf(collector.id), staleAfterHours)).filter(
      ({ series }) => series.some(({ stretches }) => stretches.length > 0),
    ),
    runs,
    evidence: collectors.flatMap(({ collector, items }) =>
      items[0] ? [{ collector, title: items[0].title, items }] : [],
    ),
  };
}
