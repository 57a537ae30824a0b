import { collectorById, figuresOf, titleOf } from '../../lambdas/collectors/registry.ts';
import { changedFigures } from '../../lambdas/domain/figure.ts';
import { changeText } from '../../lambdas/domain/figure-text.ts';
import { comparable, outcomeChanges, type SyncReview } from '../../lambdas/domain/sync-review.ts';

/** What is otherwise than before this sync, a sentence each; empty where nothing is. */
export function changesInWords(review: SyncReview): string[] {
  const inWords = (outcome: string) => (outcome === 'none' ? 'not reached' : outcome);
  const outcomes = outcomeChanges(review).map(
    ({ collector, before, after }) =>
      `${titleOf(collector)}: ${inWords(before)} before, ${inWords(after)} now`,
  );
  return [...outcomes, ...factChanges(review)];
}

function factChanges(review: SyncReview): string[] {
  const figures: string[] = [];
  const others: string[] = [];
  for (const { earlier, later } of comparable(review)) {
    const { collector, facts } = later;
    const title = titleOf(collector);
    const named = figuresOf(collector);
    if (!named) continue;
    for (const { figure, before, after } of changedFigures(named, earlier.facts, facts)) {
      const subject = figure.label === title ? title : `${title}, ${figure.label.toLowerCase()}`;
      figures.push(`${subject}: ${changeText(before, after, figure.unit)}`);
    }
    others.push(...(collectorById(collector).changes?.(earlier.facts, facts) ?? []));
  }
  return [...figures, ...others];
}
