import * as z from 'zod/mini';
import { CheckpointSeen } from './checkpoint-seen.ts';
import { SkipReason } from './collection-outcome.ts';
import type { Failure } from './failure.ts';
import { type FiguresOf, figureIn } from './figure.ts';
import { CollectorId } from './observation.ts';
import { type ChangeTerms, changesOf } from './sync-changes.ts';
import { SyncNotice, syncNotice } from './sync-notice.ts';
import { compare, type SyncReview } from './sync-review.ts';
import { Outcome, SyncStatus } from './sync-run.ts';

/** `source` and `detail-type` of the event at the end of each sync. */
export const SYNC_ENDED_SOURCE = 'm365-evidence';
export const SYNC_ENDED_TYPE = 'Sync ended';

/** The form of Graph's and Entra's error codes. Anything else in a `code` field is text, and may hold a person's name. */
const CODE = /^\w{1,64}$/;

const MOST_CODES = 100;
const LONGEST_CODE = 200;

const OutcomeOrNone = z.union([Outcome, z.literal('none')]);
const NamedError = z.object({ name: z.string(), code: z.optional(z.string().check(z.regex(CODE))) });

/**
 * The event's `detail`. It holds codes and numbers only, and therefore no personal data: no titles, no names of policies
 * or users, no text from Graph or Entra.
 */
export const SyncEndedEvent = z.object({
  /** The version of this schema: raised if a field is removed or changes its meaning. */
  version: z.literal('1'),
  connection: z.string(),
  tenantId: z.nullable(z.string()),
  run: z.string(),
  status: SyncStatus,
  startedAt: z.string(),
  endedAt: z.string(),
  outcomes: z.array(
    z.object({
      collector: CollectorId,
      outcome: Outcome,
      /** False if the evidence is partial. */
      complete: z.optional(z.boolean()),
      reason: z.optional(SkipReason),
      error: z.optional(NamedError),
    }),
  ),
  /** Collector to figure to number; null if the evidence holds no number for it. Partial evidence is left out. */
  figures: z.record(CollectorId, z.record(z.string(), z.nullable(z.number()))),
  /** Compares figures with the last complete evidence, and outcomes with the previous sync. */
  changes: z.object({
    figures: z.array(
      z.object({
        collector: CollectorId,
        figure: z.string(),
        before: z.nullable(z.number()),
        after: z.nullable(z.number()),
      }),
    ),
    /** `none`: the sync did not reach the collector. */
    outcomes: z.array(z.object({ collector: CollectorId, before: OutcomeOrNone, after: OutcomeOrNone })),
    /** Every change as a code: `secure-score.percentage.fell`. Each once, at most 100. */
    codes: z.array(z.string().check(z.maxLength(LONGEST_CODE))),
  }),
  /** Whether there is any code. */
  changed: z.boolean(),
  /** What changed, for people: lines of our own words and of numbers. */
  notice: SyncNotice,
  /** The newest checkpoint of the connection's log; null if the sync could not be sealed. */
  checkpoint: z.nullable(CheckpointSeen),
  /** Why the sign-in was rejected. */
  error: z.optional(NamedError),
});
export type SyncEndedEvent = z.infer<typeof SyncEndedEvent>;

/** Returns the event that announces a sync, with the newest checkpoint of its log. */
export function syncEndedEvent(
  review: SyncReview,
  terms: ChangeTerms,
  checkpoint: CheckpointSeen | null,
): SyncEndedEvent {
  const { id, connection, tenantId, status, startedAt, endedAt, outcomes, error } = review.run;
  const { figuresOf } = terms;
  const changes = changesOf(review, terms);
  const codes = [...new Set(changes.map(({ code }) => code))].slice(0, MOST_CODES);
  const completeEvidence = review.evidence.filter(({ complete }) => complete);
  const figures = completeEvidence.map(({ collector, facts }) => {
    const values = figuresOf(collector).map((figure) => [figure.fact, figureIn(facts, figure)]);
    return [collector, Object.fromEntries(values)];
  });
  return SyncEndedEvent.parse({
    version: '1',
    connection,
    tenantId,
    run: id,
    status,
    startedAt,
    endedAt,
    outcomes: outcomes.map((outcome) =>
      outcome.outcome === 'failed' ? { ...outcome, error: withoutText(outcome.error) } : outcome,
    ),
    figures: Object.fromEntries(figures),
    changes: { ...comparedIn(review, figuresOf), codes },
    changed: codes.length > 0,
    notice: syncNotice(review.run, changes),
    checkpoint,
    error: error && withoutText(error),
  });
}

function comparedIn(review: SyncReview, figuresOf: FiguresOf): Omit<SyncEndedEvent['changes'], 'codes'> {
  const comparisons = compare(review, figuresOf);
  return {
    figures: comparisons.flatMap(({ collector, evidence }) =>
      (evidence?.figures ?? []).map(({ figure, ...values }) => ({
        collector,
        figure: figure.fact,
        ...values,
      })),
    ),
    outcomes: comparisons.flatMap(({ collector, outcome }) => (outcome ? [{ collector, ...outcome }] : [])),
  };
}

function withoutText({ name, code = '' }: Failure): z.infer<typeof NamedError> {
  return CODE.test(code) ? { name, code } : { name };
}
