import type { Collector } from '../../../lambdas/collectors/collector.ts';
import { type Evidence, isOfOneTenant } from '../../../lambdas/domain/evidence.ts';
import { type Figure, figureIn } from '../../../lambdas/domain/figure.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import { HOUR } from '../../../lambdas/domain/time.ts';
import type { Reading, Series, Trend } from './report-data.ts';

/** What a collector read over the period; both lists newest first. */
export interface Readings {
  evidence: readonly Evidence[];
  runs: readonly SyncRun[];
  staleAfterHours: number;
}

/**
 * A collector's figures over its evidence: the breakdown, or the headline where there is none. Nothing is drawn where
 * nothing was read: a sync without whole evidence breaks a series, and so do another tenant and a time without any sync
 * that is longer than `staleAfterHours`.
 */
export function trendOf(
  { id, title, figures }: Pick<Collector, 'id' | 'title' | 'figures'>,
  { evidence, runs, staleAfterHours }: Readings,
): Trend {
  const { headline, breakdown } = figures;
  const followed = breakdown.length > 0 ? breakdown : [headline];
  const whole = evidence.filter(({ complete }) => complete).toReversed();
  const read = new Set(whole.map(({ run }) => run));
  const missed = runs.flatMap((run) => (read.has(run.id) ? [] : [run.id])).toReversed();
  const joined = joins(whole, missed, staleAfterHours);
  return {
    collector: id,
    title,
    unit: headline.unit,
    series: followed.map((figure) => seriesOf(figure, whole, joined)),
    leftOut: evidence.length - whole.length,
  };
}

/** For each reading, oldest first, whether nothing was missed between it and the one before. */
function joins(whole: readonly Evidence[], missed: readonly string[], staleAfterHours: number): boolean[] {
  let next = 0;
  return whole.map((reading, index) => {
    const { run, collectedAt } = reading;
    const before = whole[index - 1];
    let between = false;
    for (let id = missed[next]; id !== undefined && id < run; id = missed[++next]) between = true;
    if (!before || between || !isOfOneTenant(before, reading)) return false;
    return Date.parse(collectedAt) - Date.parse(before.collectedAt) <= staleAfterHours * HOUR;
  });
}

function seriesOf(figure: Figure, whole: readonly Evidence[], joined: readonly boolean[]): Series {
  const stretches: Reading[][] = [];
  let open: Reading[] | undefined;
  whole.forEach(({ collectedAt, facts }, index) => {
    const value = figureIn(facts, figure);
    if (value === null || !joined[index]) open = undefined;
    if (value === null) return;
    if (!open) {
      open = [];
      stretches.push(open);
    }
    open.push({ at: collectedAt, value });
  });
  return { label: figure.label, stretches };
}
