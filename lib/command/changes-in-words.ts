import { collectorById, figuresOf, titleOf } from '../../lambdas/collectors/registry.ts';
import { everyFigure } from '../../lambdas/domain/figure.ts';
import { changeText } from '../../lambdas/domain/figure-text.ts';
import {
  type FigureChange,
  figureChanges,
  outcomeChanges,
  type SyncReview,
} from '../../lambdas/domain/sync-review.ts';

/** What is otherwise than before this sync, a sentence each; empty where nothing is. */
export function changesInWords(review: SyncReview): string[] {
  const outcomes = outcomeChanges(review).map(
    ({ collector, before, after }) => `${titleOf(collector)}: ${ENDED[before]} before, ${ENDED[after]} now`,
  );
  const figures = figureChanges(review, figuresOf).map(figureInWords);
  const others = review.evidence.flatMap(({ collector, facts }) => {
    const earlier = review.previousEvidence.find((candidate) => candidate.collector === collector);
    return (earlier && collectorById(collector).changes?.(earlier.facts, facts)) ?? [];
  });
  return [...outcomes, ...figures, ...others];
}

const ENDED: Record<string, string> = {
  collected: 'collected',
  skipped: 'skipped',
  failed: 'failed',
  none: 'not reached',
};

function figureInWords({ collector, figure: fact, before, after }: FigureChange): string {
  const title = titleOf(collector);
  const figures = figuresOf(collector);
  const { label, unit } = everyFigure(figures).find((figure) => figure.fact === fact) ?? figures.headline;
  const subject = label === title ? title : `${title}, ${label.toLowerCase()}`;
  return `${subject}: ${changeText(before, after, unit)}`;
}
