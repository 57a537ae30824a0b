import { COLLECTORS, titleOf } from '../../collectors/registry.ts';
import { startOfRun } from '../../domain/execution.ts';
import { type ChangedFigure, changedFigures, everyFigure } from '../../domain/figure.ts';
import { changeText } from '../../domain/figure-text.ts';
import {
  comparable,
  type EvidencePair,
  evidencePairs,
  incomparableReason,
  outcomeChanges,
  type SyncReview,
} from '../../domain/sync-review.ts';
import { minuteOf } from '../../domain/time.ts';

/** The changes since one earlier sync. */
export interface Changes {
  heading: string;
  /** One sentence each; never empty. */
  changes: string[];
}

/**
 * Returns the changes since the previous sync, then the changes since older syncs, for collectors that the previous sync
 * did not read completely.
 */
export function changesText(review: SyncReview): Changes[] {
  const byRun = Map.groupBy(comparable(review), ({ earlier }) => earlier.run);
  const previous = review.previousRun?.id ?? '';
  const before = [...outcomesText(review), ...factsText(byRun.get(previous) ?? [])];
  byRun.delete(previous);
  const older = [...byRun].map(([run, pairs]) => ({
    heading: `Changed since ${minuteOf(startOfRun(run))} UTC, the last complete reading:`,
    changes: factsText(pairs),
  }));
  return [{ heading: 'Changed since the previous sync:', changes: before }, ...older].filter(
    ({ changes }) => changes.length > 0,
  );
}

/** Returns a line with the evidence that is not compared and why, or no line. Excludes collectors read for the first time. */
export function notComparedText(review: SyncReview): string[] {
  const uncompared = evidencePairs(review).flatMap((two) => {
    const why = incomparableReason(two);
    return why ? `${titleOf(two.later.collector)} (${why})` : [];
  });
  return uncompared.length > 0 ? [`Not compared: ${uncompared.join(', ')}.`] : [];
}

function outcomesText(review: SyncReview): string[] {
  const outcomeText = (outcome: string) => (outcome === 'none' ? 'not reached' : outcome);
  return outcomeChanges(review).map(
    ({ collector, before, after }) =>
      `${titleOf(collector)}: ${outcomeText(before)} before, ${outcomeText(after)} now`,
  );
}

/** Returns the changed figures, then the other changes. */
function factsText(readings: readonly EvidencePair[]): string[] {
  const known = readings.flatMap(({ earlier, later }) => {
    const collector = COLLECTORS.find(({ id }) => id === later.collector);
    return collector ? [{ ...collector, before: earlier.facts, after: later.facts }] : [];
  });
  const figures = known.flatMap(({ title, figures, before, after }) =>
    changedFigures(everyFigure(figures), before, after).map((changed) => figureText(title, changed)),
  );
  return [...figures, ...known.flatMap(({ changes, before, after }) => changes?.(before, after) ?? [])];
}

function figureText(title: string, { figure: { label, unit }, before, after }: ChangedFigure): string {
  const subject = label === title ? title : `${title}, ${label.toLowerCase()}`;
  return `${subject}: ${changeText(before, after, unit)}`;
}
