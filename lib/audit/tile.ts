import type { Collector } from '../collectors/collector.ts';
import { COLLECTORS } from '../collectors/registry.ts';
import { viewOf } from '../collectors/views.ts';
import type { Evidence } from '../domain/evidence.ts';
import { everyFigure, type Figure, figureIn } from '../domain/figure.ts';
import { type Unread, unreadReason } from '../domain/outcome-text.ts';
import { compareEvidence } from '../domain/sync-review.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { type Change, changeOf } from './change.ts';
import type { ConnectionHistory } from './connection-history.ts';
import { ageHours } from './evidence-time.ts';

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

interface TileTime {
  /** Milliseconds since 1970: the period's end. */
  asOf: number;
  staleAfterHours: number;
}

/** Returns the state of each collector's evidence. */
export function tilesOf(
  { recentRuns, collectors }: Pick<ConnectionHistory, 'recentRuns' | 'collectors'>,
  time: TileTime,
): Tile[] {
  return COLLECTORS.map((collector) => {
    const newest = collectors.find(({ collector: id }) => id === collector.id)?.newest ?? [];
    return tileOf(collector, recentRuns[0], newest, time);
  });
}

/** Returns the state of a collector's evidence, from the newest sync, the newest evidence and the evidence before that. */
export function tileOf(
  collector: Collector,
  newestRun: SyncRun | undefined,
  [evidence, earlier]: readonly Evidence[],
  { asOf, staleAfterHours }: TileTime,
): Tile {
  const { headline } = collector.figures;
  const age = evidence ? ageHours(evidence.collectedAt, asOf) : null;
  const stale = age !== null && age > staleAfterHours;
  // If evidence is newer than every recorded run, its own run was interrupted before its end was recorded.
  const unread = newestRun && !(evidence && evidence.run > newestRun.id) && unreadIn(newestRun, collector.id);
  const comparison = compareEvidence(earlier, evidence, everyFigure(collector.figures));
  const { state, why } = unread || { state: stateOf(evidence, stale), why: null };
  return {
    collector: collector.id,
    title: collector.title,
    state,
    why,
    headline,
    value: evidence ? figureIn(evidence.facts, headline) : null,
    evidence: evidence ?? null,
    ageHours: age,
    stale,
    caveats: (evidence && viewOf(collector.id)?.caveats?.(evidence.facts)) ?? [],
    change: comparison.evidence ? changeOf(collector, comparison.evidence) : null,
    notCompared: comparison.incomparable ?? null,
    first: earlier === undefined,
  };
}

function stateOf(evidence: Evidence | undefined, stale: boolean): TileState {
  if (!evidence) return 'never-read';
  if (stale) return 'stale';
  return evidence.complete ? 'fresh' : 'partial';
}

/** Returns how and why a run did not read a collector; undefined if it did, or did not try. */
function unreadIn({ error, outcomes }: SyncRun, id: string): Pick<Tile, 'state' | 'why'> | undefined {
  if (error) return { state: 'rejected', why: withCode(error, error.code) };
  const outcome = outcomes.find(({ collector }) => collector === id);
  if (!outcome || outcome.outcome === 'collected') return undefined;
  const why = unreadReason(outcome);
  const code = outcome.outcome === 'failed' ? outcome.error.code : undefined;
  return { state: outcome.outcome, why: why ? withCode(why, code) : null };
}

function withCode({ name, message, remedy, graph }: Unread, code: string | undefined): Unread {
  return { name: code && code !== name ? `${name} (${code})` : name, message, remedy, graph };
}
