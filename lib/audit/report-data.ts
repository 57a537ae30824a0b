import type { RecordedEvidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import type { ReportedAnnotation } from './annotations.ts';
import type { Attention } from './attention/item.ts';
import type { WindowChanges } from './changes.ts';
import type { FrameworkCoverage } from './framework-coverage.ts';
import type { AuditPeriod } from './period.ts';
import type { Population } from './population.ts';
import type { Sample } from './sample.ts';
import type { FrameworkScope } from './scope.ts';
import type { Seal } from './seal.ts';
import type { Tile } from './tile.ts';
import type { Trend } from './trend.ts';

/** The data of a report, as plain JSON. Times are ISO 8601 in UTC, lists of runs and evidence newest first. */
export interface ReportData {
  /** The first 16 hexadecimal digits of the SHA-256 of all other data, as JSON. The same data has the same id. */
  id: string;
  written: ReportOrigin;
  /** The register's name, for people. */
  source: string;
  /** Whether any data is from sandbox tenants. */
  fictional: boolean;
  writtenAt: string;
  period: AuditPeriod;
  connections: ConnectionReport[];
  coverage: FrameworkCoverage[];
  /** All requirements of the frameworks, and whether there is evidence for each, here or elsewhere. */
  scope: FrameworkScope[];
  /** Items of these connections that differ from what a sync wrote: unreadable, changed, missing, or in no sync's list. */
  damaged: RegisterFinding[];
  /** Syncs and items of these connections that are dated in the future. The report uses them for nothing else. */
  inFuture: RegisterFinding[];
}

/** What wrote a report, and how. */
export interface ReportOrigin {
  /** The product's name, version and, if known, commit. It also is the version of the mapping to requirements. */
  software: string;
  /** `AWS account 123456789012, region eu-central-1, stack M365Evidence`, or `this machine`. */
  place: string;
  /** The person who wrote it; null in a pack, and if the person left it out. */
  by: string | null;
  /** The options that chose its contents, as typed: `--period 2026-Q3 --connection default`. Empty without any. */
  options: string;
}

export interface ConnectionReport {
  name: string;
  /** The tenant's name and domains as `cdk.json` gives them; null and empty if it does not. */
  title: string | null;
  domains: string[];
  /** `daily`, `hourly`, `rate(…)` or `cron(…)`; null if it is no longer synced. */
  schedule: string | null;
  /** Place of each sync in the signed log, by run id. Lacks syncs that are not sealed. */
  logIndexes: Record<string, number>;
  /** Its signed log; null if that was not looked at. */
  seal: Seal | null;
  /** Whether it is still synced. */
  configured: boolean;
  /** Names of the sandbox tenants that its data comes from; empty for a real tenant. */
  sandboxes: string[];
  staleAfterHours: number;
  /** Hours after its collection for which evidence covers a day; 0: only the day of collection. */
  coversHours: number;
  /** The state at the period's end, one tile for each collector. */
  tiles: Tile[];
  /** What needs attention at the period's end, and what could not be judged. */
  attention: Attention;
  /** The changes since the day before the period's end, since a week before it, and since the period began. */
  changes: WindowChanges[];
  /** The last syncs up to the period's end. */
  recentRuns: SyncRun[];
  /** The newest sync that signed in; null if no sync did. */
  signedIn: SyncRun | null;
  /** Figures over the period, for each collector whose evidence has a figure in it. */
  trends: Trend[];
  /** The syncs of the period. */
  runs: SyncRun[];
  /** Every due sync of the period, with its outcome. */
  population: Population;
  /** The due syncs that an auditor looks at; null if no sample was asked for. */
  sample: Sample | null;
  /** The evidence of the period, a group for each collector that has some. */
  evidence: EvidenceGroup[];
  /** What people wrote about gaps and facts of the period, the oldest first. */
  annotations: ReportedAnnotation[];
  /** Runs that the evidence names but that are not recorded. Runs outside `runs` and this list started before the period. */
  unrecorded: string[];
}

export interface EvidenceGroup {
  collector: string;
  title: string;
  items: RecordedEvidence[];
}
