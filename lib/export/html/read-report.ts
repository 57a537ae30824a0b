import { attentionOf } from '../../audit/attention.ts';
import { gapsByCollector } from '../../audit/collector-gaps.ts';
import { type ReportedConnection, readConnection } from '../../audit/connection-history.ts';
import { coverageOf } from '../../audit/coverage.ts';
import { changedItems, futureItems } from '../../audit/findings.ts';
import { periodOf } from '../../audit/period.ts';
import { readChanges } from '../../audit/read-changes.ts';
import type { ReportData, ReportOrigin } from '../../audit/report-data.ts';
import type { SampleRequest } from '../../audit/sample.ts';
import { sampledPopulation } from '../../audit/sampled-population.ts';
import { scopeOf } from '../../audit/scope.ts';
import type { SealOf } from '../../audit/seal.ts';
import type { Period } from '../../domain/period.ts';
import { NO_NOTES, type ReportNotes } from '../../domain/report-notes.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings.ts';
import { frameworksOf } from '../../frameworks/frameworks.ts';
import type { RegisterFinding } from '../../register/register-finding.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { connectionReport } from './connection-report.ts';
import { reportId } from './report-id.ts';

/** The register and settings that a report is made from. */
export interface ReportRequest extends Period {
  reader: RegisterReader;
  /** Returns the damaged items that the reader has left out so far. */
  damaged?: () => RegisterFinding[];
  connections: readonly ReportedConnection[];
  /** The frameworks that are switched on, and limits of figures; by default ISO 27001, SOC 2 and no limits. */
  settings?: Settings | undefined;
  /** Claims of own frameworks, and systems that have evidence elsewhere; empty by default. */
  notes?: ReportNotes | undefined;
  /** Looks at the signed log of a connection. */
  sealOf?: SealOf | undefined;
  /** Returns the number of each sealed sync since a time, by the id of its run. */
  numbersOf?: ((connection: string, since: string) => Promise<ReadonlyMap<string, number>>) | undefined;
  /** The sample of due syncs that the auditor asked for. */
  sample?: SampleRequest | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** The register's name, for people (`stack M365Evidence in eu-central-1`, `sandbox tenants (fictional)`). */
  source: string;
  /** Whether the register is known to hold sandbox data. Items of earlier versions have no mark that shows it. */
  fictional?: boolean | undefined;
  written?: ReportOrigin;
}

/** Reads all data of a report from the register. */
export async function readReport(request: ReportRequest): Promise<ReportData> {
  const {
    reader,
    damaged = () => [],
    now,
    source,
    from,
    to,
    settings = DEFAULT_SETTINGS,
    notes = NO_NOTES,
  } = request;
  const { thresholds } = settings;
  const asked = { from, to };
  const read = await Promise.all(
    request.connections.map(async (connection) => {
      const { name, coversHours } = connection;
      const contents = await readConnection({ reader, connection: name, period: asked, now, coversHours });
      const seal = (await request.sealOf?.(name)) ?? null;
      const written = await reader.annotations(name);
      const numbers = await request.numbersOf?.(name, from ?? contents.firstSync ?? '');
      return { ...connection, ...contents, seal, written, numbers };
    }),
  );
  const [firstSync] = read.flatMap((connection) => connection.firstSync ?? []).toSorted();
  const period = periodOf(asked, firstSync, now);
  const asOf = Date.parse(period.to);
  const unreadable = damaged();
  const coverage = coverageOf({ connections: read, period, now, settings, claims: notes.claims });
  const conditions = { period, now, damaged: unreadable, sample: request.sample };
  const connections = await Promise.all(
    read.map(async (connection) => {
      const population = sampledPopulation(connection, conditions);
      const report = { ...connectionReport(connection, period), ...population };
      const changes = await readChanges(reader, connection, period);
      const gaps = gapsByCollector(coverage, connection.name);
      return { ...report, changes, attention: attentionOf({ ...report, asOf, changes, gaps, thresholds }) };
    }),
  );
  const { written = { software: 'm365-evidence', place: source, by: null, options: '' } } = request;
  const data = {
    written,
    source,
    fictional: request.fictional || connections.some(({ sandboxes }) => sandboxes.length > 0),
    writtenAt: new Date(now).toISOString(),
    period,
    connections,
    coverage,
    scope: scopeOf(frameworksOf(settings), coverage, notes),
    damaged: [...unreadable, ...read.flatMap((contents) => changedItems(contents, unreadable, now))],
    inFuture: read.flatMap((contents) => futureItems(contents, now)),
  };
  return { id: reportId(data), ...data };
}
