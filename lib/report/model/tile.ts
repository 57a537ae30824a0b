import type { Collector } from '../../../lambdas/collectors/collector.ts';
import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import { figureIn } from '../../../lambdas/domain/figure.ts';
import { changeText } from '../../../lambdas/domain/figure-text.ts';
import { SKIPPED_BECAUSE } from '../../../lambdas/domain/skip-text.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import type { ConnectionContents } from './connection-contents.ts';
import { HOUR } from './period.ts';
import type { Change, Tile, TileState } from './report-data.ts';

export interface TileTime {
  /** Milliseconds since 1970. */
  now: number;
  staleAfterHours: number;
}

/** How each collector's evidence stands. */
export function tilesOf({ recentRuns, collectors }: ConnectionContents, time: TileTime): Tile[] {
  return COLLECTORS.map((collector) => {
    const newest = collectors.find(({ collector: id }) => id === collector.id)?.newest ?? [];
    return tileOf(collector, recentRuns[0], newest, time);
  });
}

/** How a collector's evidence stands, by the newest sync and the two newest evidence items. */
export function tileOf(
  collector: Collector,
  newestRun: SyncRun | undefined,
  [evidence, earlier]: readonly Evidence[],
  { now, staleAfterHours }: TileTime,
): Tile {
  const { headline } = collector.figures;
  const ageHours = evidence ? Math.max(0, (now - Date.parse(evidence.collectedAt)) / HOUR) : null;
  const stale = ageHours !== null && ageHours > staleAfterHours;
  // Evidence newer than any recorded run: that run was broken off before its end was recorded.
  const unread = newestRun && !(evidence && evidence.run > newestRun.id) && unreadIn(newestRun, collector.id);
  const { state, why } = unread || { state: stateOf(evidence, stale), why: null };
  return {
    collector: collector.id,
    title: collector.title,
    state,
    why,
    headline,
    value: evidence ? figureIn(evidence.facts, headline) : null,
    evidence: evidence ?? null,
    ageHours,
    stale,
    sourceStale: evidence?.facts.stale === true,
    change: evidence && earlier ? changeOf(collector, earlier, evidence) : null,
  };
}

function stateOf(evidence: Evidence | undefined, stale: boolean): TileState {
  if (!evidence) return 'never-read';
  if (stale) return 'stale';
  return evidence.complete ? 'fresh' : 'partial';
}

/** How and why a run did not read a collector; undefined where it did, or did not try. */
function unreadIn({ status, error, outcomes }: SyncRun, id: string): Pick<Tile, 'state' | 'why'> | undefined {
  if (status === 'rejected') return { state: 'rejected', why: whyOf(error) };
  const outcome = outcomes.find(({ collector }) => collector === id);
  if (outcome?.outcome === 'failed') return { state: 'failed', why: whyOf(outcome.error) };
  if (outcome?.outcome !== 'skipped') return undefined;
  const { reason, remedy = '' } = outcome;
  const message = reason ? SKIPPED_BECAUSE[reason] : '';
  return { state: 'skipped', why: { name: reason ?? 'skipped', message, remedy } };
}

function whyOf(error: SyncRun['error']): NonNullable<Tile['why']> {
  const { name = 'No error was recorded', code, message = '', remedy = '' } = error ?? {};
  return { name: code && code !== name ? `${name} (${code})` : name, message, remedy };
}

function changeOf({ figures, changes }: Collector, earlier: Evidence, evidence: Evidence): Change {
  const { headline, breakdown } = figures;
  const parts = breakdown.filter(({ fact }) => fact !== headline.fact);
  const [before, after] = [earlier, evidence].map(({ facts }) => figureIn(facts, headline));
  return {
    since: earlier.collectedAt,
    before: before ?? null,
    after: after ?? null,
    others: [
      ...parts.flatMap((figure) => {
        const [was, is] = [figureIn(earlier.facts, figure), figureIn(evidence.facts, figure)];
        return was === is ? [] : [`${figure.label}: ${changeText(was, is, figure.unit)}`];
      }),
      ...(changes?.(earlier.facts, evidence.facts) ?? []),
    ],
  };
}
