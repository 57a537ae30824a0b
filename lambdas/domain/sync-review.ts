import * as z from 'zod/mini';
import { CollectorId } from './collector-id.ts';
import type { Evidence } from './evidence.ts';
import { everyFigure, type Figures, figureIn } from './figure.ts';
import type { SyncRun } from './sync-run.ts';

/** A sync as the register holds it, beside what it held before. */
export interface SyncReview {
  run: SyncRun;
  evidence: readonly Evidence[];
  /** The connection's sync before this one; undefined at the first. */
  previousRun: SyncRun | undefined;
  /** The newest earlier evidence of the same collectors, however old. */
  previousEvidence: readonly Evidence[];
}

/** A figure that is another than in the newest earlier evidence. Null where the facts hold no number: not read, not zero. */
export const FigureChange = z.object({
  collector: CollectorId,
  figure: z.string(),
  before: z.nullable(z.number()),
  after: z.nullable(z.number()),
});
export type FigureChange = z.infer<typeof FigureChange>;

/** A collector that ended otherwise than in the previous sync: `collected`, `skipped`, `failed`, or `none` where it did not run. */
export const OutcomeChange = z.object({ collector: CollectorId, before: z.string(), after: z.string() });
export type OutcomeChange = z.infer<typeof OutcomeChange>;

/** The figures that changed, of those that both syncs read. */
export function figureChanges(
  { evidence, previousEvidence }: SyncReview,
  figuresOf: (collector: string) => Figures,
): FigureChange[] {
  return evidence.flatMap(({ collector, facts }) => {
    const earlier = previousEvidence.find((candidate) => candidate.collector === collector);
    if (!earlier) return [];
    return everyFigure(figuresOf(collector)).flatMap((figure) => {
      const [before, after] = [figureIn(earlier.facts, figure), figureIn(facts, figure)];
      return before === after ? [] : [{ collector, figure: figure.fact, before, after }];
    });
  });
}

/** The collectors that ended otherwise than in the previous sync; none where there was no previous one. */
export function outcomeChanges({ run, previousRun }: SyncReview): OutcomeChange[] {
  if (!previousRun) return [];
  const outcomeIn = ({ outcomes }: SyncRun, collector: string) =>
    outcomes.find((candidate) => candidate.collector === collector)?.outcome ?? 'none';
  const collectors = new Set([...run.outcomes, ...previousRun.outcomes].map(({ collector }) => collector));
  return [...collectors].flatMap((collector) => {
    const [before, after] = [outcomeIn(previousRun, collector), outcomeIn(run, collector)];
    return before === after ? [] : [{ collector, before, after }];
  });
}
