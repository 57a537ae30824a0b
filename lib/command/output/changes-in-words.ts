import { COLLECTORS, titleOf } from '../../../lambdas/collectors/registry.ts';
import { startOfRun } from '../../../lambdas/domain/execution.ts';
import { type ChangedFigure, changedFigures, everyFigure } from '../../../lambdas/domain/figure.ts';
import { changeText } from '../../../lambdas/domain/figure-text.ts';
import {
  besideEarlier,
  comparable,
  outcomeChanges,
  type SyncReview,
  type TwoReadings,
  whyNotCompared,
} from '../../../lambdas/domain/sync-review.ts';
import { minuteOf } from '../../../lambdas/domain/time.ts';

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
export function notComparedInWords(review: SyncReview): string[] {
  const left = besideEarlier(review).flatMap((two) => {
    const why = whyNotCompared(two);
    return why ? `${titleOf(two.later.collector)} (${why})` : [];
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

/** The figures first, then what else changed. */
function factsInWords(readings: readonly TwoReadings[]): string[] {
  const known = readings.flatMap(({ earlier, later }) => {
    const collector = COLLECTORS.find(({ id }) => id === later.collector);
    return collector ? [{ ...collector, before: earlier.facts, after: later.facts }] : [];
  });
  const figures = known.flatMap(({ title, figures, before, after }) =>
    changedFigures(everyFigure(figures), before, after).map((changed) => figureInWords(title, changed)),
  );
  return [...figures, ...known.flatMap(({ changes, before, after }) => changes?.(before, after) ?? [])];
}

function figureInWords(title: string, { figure: { label, unit }, before, after }: ChangedFigure): string {
  const subject = label === title ? title : `${title}, ${label.toLowerCase()}`;
  return `${subject}: ${changeText(before, after, unit)}`;
}
