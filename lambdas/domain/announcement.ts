import * as z from 'zod/mini';
import { SkipReason } from './collection-outcome.ts';
import { CollectorId } from './collector-id.ts';
import type { Failure } from './failure.ts';
import { type FiguresOf, figureIn } from './figure.ts';
import {
  FigureChange,
  figureChanges,
  OutcomeChange,
  outcomeChanges,
  type SyncReview,
} from './sync-review.ts';
import { Outcome, SyncStatus } from './sync-run.ts';

/** `source` and `detail-type` of the event at the end of each sync. */
export const ANNOUNCEMENT_SOURCE = 'm365-evidence';
export const ANNOUNCEMENT_TYPE = 'Sync ended';

/** Graph and Entra name codes so. Anything else in a code's place is text, and may hold a name. */
const CODE = /^\w{1,64}$/;

const NamedError = z.object({ name: z.string(), code: z.optional(z.string().check(z.regex(CODE))) });

/**
 * The event's `detail`. It holds codes and numbers only: no title, no policy's or user's name and no text of Graph's
 * or Entra's, so no personal data.
 */
export const Announcement = z.object({
  /** Of this schema; goes up when a field changes its meaning or goes. */
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
      /** False where what was collected is only a part. */
      complete: z.optional(z.boolean()),
      reason: z.optional(SkipReason),
      error: z.optional(NamedError),
    }),
  ),
  /** Collector to figure to number; null where the evidence holds none. What was not read whole is not in it. */
  figures: z.record(CollectorId, z.record(z.string(), z.nullable(z.number()))),
  /** Against when each figure was last read whole, and against the previous sync's outcomes. */
  changes: z.object({ figures: z.array(FigureChange), outcomes: z.array(OutcomeChange) }),
  /** Why the sign-in was rejected. */
  error: z.optional(NamedError),
});
export type Announcement = z.infer<typeof Announcement>;

/** What the world is told of a sync. */
export function announcementOf(review: SyncReview, figuresOf: FiguresOf): Announcement {
  const { id, connection, tenantId, status, startedAt, endedAt, outcomes, error } = review.run;
  const whole = review.evidence.filter(({ complete }) => complete);
  const figures = whole.map(({ collector, facts }) => {
    const values = figuresOf(collector).map((figure) => [figure.fact, figureIn(facts, figure)]);
    return [collector, Object.fromEntries(values)];
  });
  return Announcement.parse({
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
    changes: { figures: figureChanges(review, figuresOf), outcomes: outcomeChanges(review) },
    error: error && withoutText(error),
  });
}

function withoutText({ name, code = '' }: Failure): z.infer<typeof NamedError> {
  return CODE.test(code) ? { name, code } : { name };
}
