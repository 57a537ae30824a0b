import type { Collector } from '../../../lambdas/collectors/collector.ts';
import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import { type Figure, figureIn } from '../../../lambdas/domain/figure.ts';
import { HOUR } from './period.ts';
import type { Reading, Series, Trend } from './report-data.ts';

/**
 * A collector's figures over its evidence (newest first): the breakdown, or the headline where there is none. A gap
 * longer than `staleAfterHours`, and evidence without the figure, break a series: nothing is drawn where nothing was read.
 */
export function trendOf(
  { id, title, figures }: Pick<Collector, 'id' | 'title' | 'figures'>,
  evidence: readonly Evidence[],
  staleAfterHours: number,
): Trend {
  const { headline, breakdown } = figures;
  const followed = breakdown.length > 0 ? breakdown : [headline];
  const oldestFirst = evidence.toReversed();
  return {
    collector: id,
    title,
    unit: headline.unit,
    series: followed.map((figure) => seriesOf(figure, oldestFirst, staleAfterHours)),
  };
}

function seriesOf(figure: Figure, oldestFirst: readonly Evidence[], staleAfterHours: number): Series {
  const stretches: Reading[][] = [];
  let last: number | undefined;
  for (const { collectedAt, facts } of oldestFirst) {
    const value = figureIn(facts, figure);
    const at = Date.parse(collectedAt);
    const joins = last !== undefined && at - last <= staleAfterHours * HOUR;
    last = value === null ? undefined : at;
    if (value === null) continue;
    if (joins) stretches.at(-1)?.push({ at: collectedAt, value });
    else stretches.push([{ at: collectedAt, value }]);
  }
  return { label: figure.label, stretches };
}
