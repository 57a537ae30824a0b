import type { Evidence, RecordedEvidence } from '../domain/evidence.ts';
import type { Figure } from '../domain/figure.ts';
import type { Unread } from '../domain/outcome-text.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { RegisterFinding } from '../register/register-finding.ts';

/** The data of a report, as plain JSON. Times are ISO 8601 in UTC, lists of runs and evidence newest first. */
export interface ReportData {
  /** The register's name, for people. */
  source: string;
  /** Whether any data is from sandbox tenants. */
  fictional: boolean;
  writtenAt: string;
  period: AuditPeriod;
  connections: ConnectionReport[];
  coverage: FrameworkCoverage[];
  /** Items of these connections that differ from what a sync wrote: unreadable, changed, missing, or in no sync's list. */
  damaged: RegisterFinding[];
  /** Syncs and items of these connections that are dated in the future. The report uses them for nothing else. */
  inFuture: RegisterFinding[];
}

/** The period of a report: `from` is included, `to` is not. Figures, ages and recent syncs are as of its end. */
export interface AuditPeriod {
  /** Whether the user chose the start. If not, the period begins with the register's first sync. */
  chosen: boolean;
  /** Null if the user chose no start and there is no sync. */
  from: string | null;
  to: string;
}

export interface ConnectionReport {
  name: string;
  /** Whether it is still synced. */
  configured: boolean;
  /** Names of the sandbox tenants that its data comes from; empty for a real tenant. */
  sandboxes: string[];
  staleAfterHours: number;
  /** Hours after its collection for which evidence covers a day; 0: only the day of collection. */
  coversHours: number;
  /** The state at the period's end, one tile for each collector. */
  tiles: Tile[];
  /** The last syncs up to the period's end. */
  recentRuns: SyncRun[];
  /** The newest sync that signed in; null if no sync did. */
  signedIn: SyncRun | null;
  /** Figures over the period, for each collector whose evidence has a figure in it. */
  trends: Trend[];
  /** The syncs of the period. */
  runs: SyncRun[];
  /** The evidence of the period, a group for each collector that has some. */
  evidence: EvidenceGroup[];
  /** Runs that the evidence names but that are not recorded. Runs outside `runs` and this list started before the period. */
  unrecorded: string[];
}

/**
 * The state of a collector's evidence. The outcome of the newest sync comes first: `rejected` (no sign-in),
 * `failed`, `skipped`; then `never-read`, `stale` (older than twice the schedule), `partial`, `fresh`.
 */
export type TileState = 'rejected' | 'failed' | 'skipped' | 'never-read' | 'stale' | 'partial' | 'fresh';

export interface Tile {
  collector: string;
  title: string;
  state: TileState;
  /** Why the newest sync did not read it; null if it did. */
  why: Unread | null;
  headline: Figure;
  /** Null if there is no evidence, or if the evidence has no figure: see `evidence`. */
  value: number | null;
  /** The newest evidence, which may be older than the newest sync; null if there is no evidence at all. */
  evidence: Evidence | null;
  /** Age of `evidence` at the period's end. */
  ageHours: number | null;
  stale: boolean;
  /** Sentences of the collector about the figure. */
  caveats: readonly string[];
  /** The change since the last complete reading; null if there is nothing to compare. */
  change: Change | null;
  /** Why the two readings cannot be compared, as text; null if they can, or if there is no earlier evidence. */
  notCompared: string | null;
  /** Whether there is no earlier evidence. */
  first: boolean;
}

export interface Change {
  /** When the earlier evidence was collected. */
  since: string;
  before: number | null;
  after: number | null;
  /** Changes other than the headline, a sentence each. */
  others: string[];
}

/** A collector's figures over the period. */
export interface Trend {
  collector: string;
  title: string;
  unit: Figure['unit'];
  series: Series[];
  /** How many partial readings are left out of the chart: a zero in them may mean "not read". */
  leftOut: number;
}

/** One figure over time, oldest first. Between two stretches, the figure was not read or only read in part. */
export interface Series {
  label: string;
  stretches: Reading[][];
}

export interface Reading {
  at: string;
  value: number;
}

export interface EvidenceGroup {
  collector: string;
  title: string;
  items: RecordedEvidence[];
}

export interface FrameworkCoverage {
  framework: string;
  title: string;
  requirements: RequirementCoverage[];
}

export interface RequirementCoverage {
  id: string;
  title: string;
  evidence: Coverage[];
}

/** The part of the period that one collector's evidence of one connection covers, for one requirement. */
export interface Coverage {
  connection: string;
  collector: string;
  title: string;
  items: number;
  /** How many items are partial. */
  partial: number;
  /** When the first and the last item were collected; null without any item. */
  first: string | null;
  last: string | null;
  /** Hours from `last` to the period's end. */
  newestAgeHours: number | null;
  /** How many items have no figure. */
  withoutFigure: number;
  /** Null if days are not counted, because the connection is no longer synced and its schedule is unknown. */
  gaps: Gap[] | null;
  /** Why the newest sync has no item for the requirement; null if it has one, or if there is no sync. */
  newestWhy: string | null;
}

/** Days (`YYYY-MM-DD`, UTC), both included, on which evidence was due and is missing. */
export interface Gap {
  from: string;
  to: string;
  /** Number of days with a missing sync; excludes days between `from` and `to` on which no sync was due. */
  days: number;
  why: string;
}
