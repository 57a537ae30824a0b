import type { Collector } from '../collectors/collector.ts';
import { type Evidence, isSameTenant } from '../domain/evidence.ts';
import { type Figure, figureIn } from '../domain/figure.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { HOUR } from '../domain/time.ts';
import { type TrendGap, trendGaps } from './trend-gaps.ts';

/** A collector's figures over the period. */
export interface Trend {
  collector: string;
  title: string;
  unit: Figure['unit'];
  series: Series[];
  /** How many partial readings are left out of the chart: a zero in them may mean "not read". */
  leftOut: number;
  gaps: TrendGap[];
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

/** A collector's evidence and syncs of the period; both lists newest first. */
export interface Readings {
  evidence: readonly Evidence[];
  runs: readonly SyncRun[];
  staleAfterHours: number;
}

/**
 * Returns a collector's figures over time: its breakdown, or its headline if it has no breakdown. A series has a gap after
 * a sync without complete evidence, at a change of tenant, and after `staleAfterHours` without any sync.
 */
export function trendOf(
  { id, title, figures }: Pick<Collector, 'id' | 'title' | 'figures'>,
  { evidence, runs, staleAfterHours }: Readings,
): Trend {
  const { headline, breakdown } = figures;
  const followed = breakdown.length > 0 ? breakdown : [headline];
  const readings = evidence.filter(({ complete }) => complete).toReversed();
  const read = new Set(readings.map(({ run }) => run));
  const missed = runs.filter(({ id: run }) => !read.has(run)).toReversed();
  const joined = joins(
    readings,
    missed.map(({ id: run }) => run),
    staleAfterHours,
  );
  return {
    collector: id,
    title,
    unit: headline.unit,
    series: followed.map((figure) => seriesOf(figure, readings, joined)),
    leftOut: evidence.length - readings.length,
    gaps: trendGaps({ collector: id, readings, joined, missed }),
  };
}

/** Returns for each reading, oldest first, whether its line continues from the reading before. */
function joins(readings: readonly Evidence[], missed: readonly string[], staleAfterHours: number): boolean[] {
  let next = 0;
  return readings.map((reading, index) => {
    const { run, collectedAt } = reading;
    const before = readings[index - 1];
    let between = false;
    for (let id = missed[next]; id !== undefined && id < run; id = missed[++next]) between = true;
    if (!before || between || !isSameTenant(before, reading)) return false;
    return Date.parse(collectedAt) - Date.parse(before.collectedAt) <= staleAfterHours * HOUR;
  });
}

function seriesOf(figure: Figure, readings: readonly Evidence[], joined: readonly boolean[]): Series {
  const stretches: Reading[][] = [];
  let open: Reading[] | undefined;
  readings.forEach(({ collectedAt, facts }, index) => {
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
