import * as z from 'zod/mini';
import { CollectorId } from './collector-id.ts';
import { type Evidence, isSameTenant } from './evidence.ts';
import { changedFigures, type FiguresOf } from './figure.ts';
import { Outcome, type SyncRun } from './sync-run.ts';

/** A recorded sync, together with the earlier run and evidence that it is compared with. */
export interface SyncReview {
  run: SyncRun;
  evidence: readonly Evidence[];
  /** The connection's previous sync; undefined for the first. */
  previousRun: SyncRun | undefined;
  /** Per collector, the newest earlier comparable evidence of any age; the newest earlier evidence if none is comparable. */
  previousEvidence: readonly Evidence[];
}

/** A figure that differs from the last complete evidence. Null if it was not read, which is not the same as zero. */
export const FigureChange = z.object({
  collector: CollectorId,
  figure: z.string(),
  before: z.nullable(z.number()),
  after: z.nullable(z.number()),
});
export type FigureChange = z.infer<typeof FigureChange>;

const OutcomeOrNone = z.union([Outcome, z.literal('none')]);

/** A collector whose outcome differs from the previous sync; `none` if it has no outcome in a sync. */
export const OutcomeChange = z.object({
  collector: CollectorId,
  before: OutcomeOrNone,
  after: OutcomeOrNone,
});
export type OutcomeChange = z.infer<typeof OutcomeChange>;

/** Returns the figures that changed since the last complete evidence. A zero in partial evidence may mean "not read". */
export function figureChanges(review: SyncReview, figuresOf: FiguresOf): FigureChange[] {
  return comparable(review).flatMap(({ earlier, later }) => {
    const { collector } = later;
    const changed = changedFigures(figuresOf(collector), earlier.facts, later.facts);
    return changed.map(({ figure, before, after }) => ({ collector, figure: figure.fact, before, after }));
  });
}

/** Two pieces of evidence of the same collector. */
export interface EvidencePair {
  earlier: Evidence;
  later: Evidence;
}

/** Pairs the evidence of a sync with the earlier evidence. Leaves out a collector that has no earlier evidence. */
export function evidencePairs({ evidence, previousEvidence }: SyncReview): EvidencePair[] {
  return evidence.flatMap((later) => {
    const earlier = previousEvidence.find(({ collector }) => collector === later.collector);
    return earlier ? [{ earlier, later }] : [];
  });
}

/** Returns the pairs that can be compared: both complete, and of the same tenant. */
export function comparable(review: SyncReview): EvidencePair[] {
  return evidencePairs(review).filter((two) => !incomparableReason(two));
}

/** Returns a clause that says why two pieces of evidence cannot be compared; undefined if they can. */
export function incomparableReason({ earlier, later }: EvidencePair): string | undefined {
  if (!later.complete) return 'only a part was read';
  if (!isSameTenant(earlier, later)) return 'another tenant was read before';
  return earlier.complete ? undefined : 'only parts were read before';
}

/** Returns the collectors whose outcome differs from the previous sync; empty for the first sync. */
export function outcomeChanges({ run, previousRun }: SyncReview): OutcomeChange[] {
  if (!previousRun) return [];
  const outcomeIn = ({ outcomes }: SyncRun, collector: string) =>
    outcomes.find((candidate) => candidate.collector === collector)?.outcome ?? ('none' as const);
  const collectors = new Set([...run.outcomes, ...previousRun.outcomes].map(({ collector }) => collector));
  return [...collectors].flatMap((collector) => {
    const [before, after] = [outcomeIn(previousRun, collector), outcomeIn(run, collector)];
    return before === after ? [] : [{ collector, before, after }];
  });
}
