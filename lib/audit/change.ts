import type { Collector } from '../collectors/collector.ts';
import { viewOf } from '../collectors/views.ts';
import { figureIn } from '../domain/figure.ts';
import { changeText } from '../domain/figure-text.ts';
import type { Comparison } from '../domain/sync-review.ts';

/** The change of one collector's evidence between two complete readings. */
export interface Change {
  /** When the earlier evidence was collected. */
  since: string;
  /** The headline figure; null if a reading has no figure. */
  before: number | null;
  after: number | null;
  /** Changes other than the headline, a sentence each. */
  others: string[];
  /** A sentence about facts that are not compared, because one of two collector versions did not read them; else null. */
  limit: string | null;
}

/** Returns the change between two readings that can be compared. */
export function changeOf(
  { id, figures: { headline } }: Pick<Collector, 'id' | 'figures'>,
  { earlier, later, figures }: NonNullable<Comparison['evidence']>,
): Change {
  const parts = figures.filter(({ figure }) => figure.fact !== headline.fact);
  return {
    since: earlier.collectedAt,
    before: figureIn(earlier.facts, headline),
    after: figureIn(later.facts, headline),
    others: [
      ...parts.map(
        ({ figure, before, after }) => `${figure.label}: ${changeText(before, after, figure.unit)}`,
      ),
      ...(viewOf(id)?.changes?.(earlier.facts, later.facts) ?? []),
    ],
    limit: limitOf(earlier.provenance.collectorVersion, later.provenance.collectorVersion),
  };
}

function limitOf(before: string, after: string): string | null {
  if (before === after) return null;
  return `Collector version ${before} read the earlier evidence, and ${after} the later. Only facts that both read are compared.`;
}
