import { collectorById, figuresOf, titleOf } from '../../../lambdas/collectors/registry.ts';
import { startOfRun } from '../../../lambdas/domain/execution.ts';
import { changedFigures } from '../../../lambdas/domain/figure.ts';
import { changeText } from '../../../lambdas/domain/figure-text.ts';
import {
  type ComparableEvidence,
  comparable,
  outcomeChanges,
  type SyncReview,
  whyNotCompared,
} from '../../../lambdas/domain/sync-review.ts';
import { minuteOf } from './minute.ts';

/** What is otherwise than at one time before. */
export interface Changes {
  heading: string;
  /** A sentence each; never empty. */
  changes: string[];
}

/** What is otherwise than in the sync before, then what is otherwise than in older ones that read what that one did not. */
export function changesInWords(review: SyncReview): Changes[] {
  const byRun = Map.groupBy(comparable(review), ({ earlier }) => earlier.run);
  const previous = review.previousRun?.id ?? '';
  const before = [...outcomesInWords(review), ...factsInWords(byRun.get(previous) ?? [])];
  byRun.delete(previous);
  const older = [...byRun].map(([run, pairs]) => ({
    heading: `Changed since ${minuteOf(startOfRun(run))} UTC, when it was last read whole:`,
    changes: factsInWords(pairs),
  }));
  return [{ heading: 'Changed since the sync before:', changes: before }, ...older].filter(
    ({ changes }) => changes.length > 0,
  );
}

/** What was read and is not compared, and why: a line, or none. What is read for the first time has its own. */
export function notComparedInWords({ evidence, previousEvidence }: SyncReview): string[] {
  const left = evidence.flatMap((later) => {
    const earlier = previousEvidence.find(({ collector }) => collector === later.collector);
    const why = earlier && whyNotCompared(earlier, later);
    return why ? `${titleOf(later.collector)} (${why})` : [];
  });
  return left.length > 0 ? [`Not compared: ${left.join(', ')}.`] : [];
}

function outcomesInWords(review: SyncReview): string[] {
  const inWords = (outcome: string) => (outcome === 'none' ? 'not reached' : outcome);
  return outcomeChanges(review).map(
    ({ collector, before, after }) =>
      `${titleOf(collector)}: ${inWords(before)} before, ${inWords(after)} now`,
  );
}

function factsInWords(pairs: readonly ComparableEvidence[]): string[] {
  const figures: string[] = [];
  const others: string[] = [];
  for (const { earlier, later } of pairs) {
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
