import { knownCollector, titleOf } from '../../collectors/registry.ts';
import { viewOf } from '../../collectors/views.ts';
import { startOfRun } from '../../domain/execution.ts';
import { changeText } from '../../domain/figure-text.ts';
import type { ChangedFigure, Comparison } from '../../domain/sync-review.ts';
import { minuteOf } from '../../domain/time.ts';

/** The changes since one earlier sync. */
export interface Changes {
  heading: string;
  /** One sentence each; never empty. */
  changes: string[];
}

/**
 * Returns the changes since the previous sync, then the changes since older syncs, for collectors that the previous sync
 * did not read completely. `previous` is the id of the previous run.
 */
export function changesText(comparisons: readonly Comparison[], previous = ''): Changes[] {
  const compared = comparisons.flatMap(({ evidence }) => evidence ?? []);
  const byRun = Map.groupBy(compared, ({ earlier }) => earlier.run);
  const before = [...outcomesText(comparisons), ...factsText(byRun.get(previous) ?? [])];
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
export function notComparedText(comparisons: readonly Comparison[]): string[] {
  const reasons = comparisons.flatMap(({ collector, incomparable }) =>
    incomparable ? `${titleOf(collector)} (${incomparable})` : [],
  );
  return reasons.length > 0 ? [`Not compared: ${reasons.join(', ')}.`] : [];
}

function outcomesText(comparisons: readonly Comparison[]): string[] {
  const outcomeText = (outcome: string) => (outcome === 'none' ? 'not reached' : outcome);
  return comparisons.flatMap(({ collector, outcome }) =>
    outcome
      ? `${titleOf(collector)}: ${outcomeText(outcome.before)} before, ${outcomeText(outcome.after)} now`
      : [],
  );
}

/** Returns the changed figures, then the other changes. */
function factsText(compared: readonly NonNullable<Comparison['evidence']>[]): string[] {
  const known = compared.flatMap(({ earlier, later, figures }) => {
    const collector = knownCollector(later.collector);
    return collector ? [{ collector, figures, before: earlier.facts, after: later.facts }] : [];
  });
  const changed = known.flatMap(({ collector, figures }) =>
    figures.map((figure) => figureText(collector.title, figure)),
  );
  return [
    ...changed,
    ...known.flatMap(({ collector, before, after }) => viewOf(collector.id)?.changes?.(before, after) ?? []),
  ];
}

function figureText(title: string, { figure: { label, unit }, before, after }: ChangedFigure): string {
  const subject = label === title ? title : `${title}, ${label.toLowerCase()}`;
  return `${subject}: ${changeText(before, after, unit)}`;
}
