import type { Evidence, RecordedEvidence } from '../../../lambdas/domain/evidence.ts';
import type { Figure } from '../../../lambdas/domain/figure.ts';
import type { Unread } from '../../../lambdas/domain/outcome-text.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import type { RegisterFinding } from '../../../lambdas/register/register-finding.ts';

/** All that a report says, as plain data. Times are ISO 8601 in UTC, lists of runs and evidence newest first. */
export interface ReportData {
  /** Which register it is, for people. */
  source: string;
  /** Whether the data is of sandbox tenants. */
  fictional: boolean;
  writtenAt: string;
  period: Period;
  connections: ConnectionReport[];
  coverage: FrameworkCoverage[];
  /** Items of these connections that are not as a sync wrote them: not readable, changed, missing, or in no sync's list. */
  damaged: RegisterFinding[];
  /** Syncs and items of these connections that are dated in the future. They count for nothing else in the report. */
  inFuture: RegisterFinding[];
}

/** The audit period: `from` included, `to` not. Figures, ages and recent syncs are as of its end. */
export interface Period {
  /** Whether somebody chose where it begins; else it begins with the register's first sync. */
  chosen: boolean;
  /** Null where nobody told it and there is no sync to begin with. */
  from: string | null;
  to: string;
}

export interface ConnectionReport {
  name: string;
  /** Whether it is still synced. */
  configured: boolean;
  /** Names of the sandbox tenants that its data is of, which is fictional; empty for a real tenant. */
  sandboxes: string[];
  staleAfterHours: number;
  /** How long after it was collected evidence still covers a day; 0: only the day itself. */
  coversHours: number;
  /** How things stand at the period's end, one for each collector. */
  tiles: Tile[];
  /** The last syncs up to the period's end. */
  recentRuns: SyncRun[];
  /** The newest of those that signed in; null where there is none. */
  signedIn: SyncRun | null;
  /** Over the period, one for each collector whose evidence held a figure in it. */
  trends: Trend[];
  /** The syncs of the period. */
  runs: SyncRun[];
  /** The evidence of the period, one group for each collector that gave any. */
  evidence: EvidenceGroup[];
  /** Runs that the evidence names and that are not recorded. Other runs of it started before the period. */
  unrecorded: string[];
}

/**
 * How a collector's evidence stands, in a word. What the newest sync did comes first: `rejected` (no sign-in),
 * `failed`, `skipped`; then `never-read`, `stale` (older than twice the schedule), `partial`, `fresh`.
 */
export type TileState = 'rejected' | 'failed' | 'skipped' | 'never-read' | 'stale' | 'partial' | 'fresh';

export interface Tile {
  collector: string;
  title: string;
  state: TileState;
  /** Why the newest sync did not read it; null where it did. */
  why: Unread | null;
  headline: Figure;
  /** Null where there is no evidence, or where it holds no figure: see `evidence`. */
  value: number | null;
  /** The newest evidence, which may be older than the newest sync; null where there is none at all. */
  evidence: Evidence | null;
  /** Of that evidence. */
  ageHours: number | null;
  stale: boolean;
  /** Whether Microsoft's own figure was out of date when it was read. */
  sourceStale: boolean;
  /** Since it was last read whole; null where nothing can be compared. */
  change: Change | null;
  /** Why nothing can be, in words; null where it can, or where there is nothing before. */
  notCompared: string | null;
  /** Whether there is no evidence before. */
  first: boolean;
}

export interface Change {
  /** When the evidence that it is compared with was collected. */
  since: string;
  before: number | null;
  after: number | null;
  /** What changed beside the headline, a sentence each. */
  others: string[];
}

/** A collector's figures over the period. */
export interface Trend {
  collector: string;
  title: string;
  unit: Figure['unit'];
  series: Series[];
  /** Readings of only a part, which are not drawn: a part may hold a zero that is none. */
  leftOut: number;
}

/** One figure over time, oldest first: stretches without a gap, between which it was not read, or not whole. */
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

/** What one collector's evidence of one connection covers of the period, for one requirement. */
export interface Coverage {
  connection: string;
  collector: string;
  title: string;
  items: number;
  /** How many of them are partial. */
  partial: number;
  /** When the first and the last of them were collected; null where there is none. */
  first: string | null;
  last: string | null;
  /** Hours from the last until the period's end. */
  newestAgeHours: number | null;
  /** How many of them say that there is no figure. */
  withoutFigure: number;
  /** Null where days are not counted: the connection is no longer synced, and nobody knows how often it was. */
  gaps: Gap[] | null;
  /** Why the newest sync has none of it; null where it has, or where there is no sync. */
  newestWhy: string | null;
}

/** Days (`YYYY-MM-DD`, UTC), both included, on which evidence was due and is missing. */
export interface Gap {
  from: string;
  to: string;
  /** How many of them: fewer than lie between, where the schedule leaves days out. */
  days: number;
  why: string;
}
