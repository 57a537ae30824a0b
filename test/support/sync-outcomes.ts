import type { SkipReason } from '../../lib/domain/collection-outcome.ts';
import type { Failure } from '../../lib/domain/failure.ts';
import type { GraphWords } from '../../lib/domain/graph-words.ts';
import type { Sync } from './sandbox-syncs.ts';

export const UNAVAILABLE: Failure = {
  name: 'GraphUnavailable',
  code: '503',
  message: 'Graph stayed out of reach.',
  remedy: 'Wait for the next sync.',
  requestId: 'cafe0000-0000-4000-a000-000000000000',
};

export const EXPIRED: Failure = {
  name: 'SignInRejected',
  code: 'AADSTS7000222',
  message: 'The client secret has expired.',
  remedy: 'Make a new one and store it.',
};

type Unread =
  | { outcome: 'failed'; error: Failure; graph?: GraphWords }
  | { outcome: 'skipped'; reason: SkipReason; remedy: string; graph?: GraphWords };

/** Returns the sync with another outcome of this collector instead of `collected`. */
export function without({ run, evidence }: Sync, collector: string, outcome: Unread): Sync {
  return {
    run: {
      ...run,
      status: outcome.outcome === 'failed' ? 'incomplete' : run.status,
      outcomes: run.outcomes.map((other) =>
        other.collector === collector ? { collector, ...outcome } : other,
      ),
    },
    evidence: evidence.filter((item) => item.collector !== collector),
  };
}

export const failing = (sync: Sync, collector: string): Sync =>
  without(sync, collector, { outcome: 'failed', error: UNAVAILABLE });

export const skipping = (sync: Sync, collector: string): Sync =>
  without(sync, collector, {
    outcome: 'skipped',
    reason: 'license-missing',
    remedy: 'The tenant needs Microsoft Entra ID P2.',
  });

/** Returns the sync as it would be if the sign-in had failed. */
export function rejected({ run }: Sync): Sync {
  return { run: { ...run, status: 'rejected', outcomes: [], error: EXPIRED }, evidence: [] };
}
