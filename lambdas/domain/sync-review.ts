import * as z from 'zod/mini';
import { CollectorId } from './collector-id.ts';
import { type Evidence, isOfOneTenant } from './evidence.ts';
import { changedFigures, type FiguresOf } from './figure.ts';
import { Outcome, type SyncRun } from './sync-run.ts';

/** A sync as the register holds it, beside what it held before. */
export interface SyncReview {
  run: SyncRun;
  evidence: readonly Evidence[];
  /** The connection's sync before this one; undefined at the first. */
  previousRun: SyncRun | undefined;
  /** What that is compared with: the newest earlier evidence, however old, of those that can be compared if there are any. */
  previousEvidence: readonly Evidence[];
}

/** A figure that is another than when it was last read whole. Null where the facts hold no number: not read, not zero. */
export const FigureChange = z.object({
  collector: CollectorId,
  figure: z.string(),
  before: z.nullable(z.number()),
  after: z.nullable(z.number()),
});
export type FigureChange = z.infer<typeof FigureChange>;

const OutcomeOrNone = z.union([Outcome, z.literal('none')]);

/** A collector that ended otherwise than in the previous sync; `none` where a sync did not come to it. */
export const OutcomeChange = z.object({
  collector: CollectorId,
  before: OutcomeOrNone,
  after: OutcomeOrNone,
});
export type OutcomeChange = z.infer<typeof OutcomeChange>;

/** The figures that changed since they were last read whole: a part of an answer may hold a zero that is none. */
export function figureChanges(review: SyncReview, figuresOf: FiguresOf): FigureChange[] {
  return comparable(review).flatMap(({ earlier, later }) => {
    const { collector } = later;
    const changed = changedFigures(figuresOf(collector), earlier.facts, later.facts);
    return changed.map(({ figure, before, after }) => ({ collector, figure: figure.fact, before, after }));
  });
}

/** Two readings of one collector, one after the other. */
export interface TwoReadings {
  earlier: Evidence;
  later: Evidence;
}

/** The evidence of a sync beside what there was before it; what there is for the first time is not in it. */
export function besideEarlier({ evidence, previousEvidence }: SyncReview): TwoReadings[] {
  return evidence.flatMap((later) => {
    const earlier = previousEvidence.find(({ collector }) => collector === later.collector);
    return earlier ? [{ earlier, later }] : [];
  });
}

/** Of these, those of one tenant that were both read whole. */
export function comparable(review: SyncReview): TwoReadings[] {
  return besideEarlier(review).filter((two) => !whyNotCompared(two));
}

/** Why two readings of one collector say nothing of what changed, in words; undefined where they do. */
export function whyNotCompared({ earlier, later }: TwoReadings): string | undefined {
  if (!later.complete) return 'only a part was read';
  if (!isOfOneTenant(earlier, later)) return 'another tenant was read before';
  return earlier.complete ? undefined : 'only parts were read before';
}

/** The collectors that ended otherwise than in the previous sync; none where there was no previous one. */
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
