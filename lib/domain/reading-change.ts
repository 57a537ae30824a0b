import type { SyncReview } from './sync-review.ts';
import type { RunOutcome, SyncRun } from './sync-run.ts';

/** How the reading of one collector ended: `collected` is complete evidence, `partial` is incomplete evidence. */
export type Reading = 'collected' | 'partial' | 'skipped' | 'failed' | 'not-reached';

/** A collector whose reading ended differently from the previous sync. */
export interface ChangedReading {
  collector: string;
  before: Reading;
  after: Reading;
  /** The error's name and code, if the reading failed. */
  error?: { name: string; code?: string | undefined };
}

/**
 * Returns the readings that ended differently from the previous sync. Empty for the first sync. A rejected sync reaches no
 * collector: neither that nor the first complete reading after it counts, because the sync's own status says both.
 */
export function changedReadings({ run, previousRun }: SyncReview): ChangedReading[] {
  if (!previousRun || run.status === 'rejected') return [];
  const collectors = new Set([...run.outcomes, ...previousRun.outcomes].map(({ collector }) => collector));
  return [...collectors].flatMap((collector) => {
    const outcome = run.outcomes.find((one) => one.collector === collector);
    const [before, after] = [readingIn(previousRun, collector), readingOf(outcome)];
    const recovered = previousRun.status === 'rejected' && after === 'collected';
    if (before === after || recovered) return [];
    return [{ collector, before, after, ...(outcome?.outcome === 'failed' && { error: outcome.error }) }];
  });
}

function readingIn({ outcomes }: SyncRun, id: string): Reading {
  return readingOf(outcomes.find(({ collector }) => collector === id));
}

function readingOf(outcome: RunOutcome | undefined): Reading {
  if (!outcome) return 'not-reached';
  return outcome.outcome === 'collected' && outcome.complete === false ? 'partial' : outcome.outcome;
}
