import type { CollectionOutcome, SkipReason } from './collection-outcome.ts';
import type { RunOutcome } from './sync-run.ts';

const SKIPPED_BECAUSE: Record<SkipReason, string> = {
  'license-missing': 'The tenant has no licence for it.',
  'permission-missing': 'The app registration may not read it.',
  'not-in-this-cloud': "Microsoft does not offer it in the connection's national cloud.",
};

/** Why something was not read, for people. */
export interface Unread {
  /** The reason of a skip, or the error's name. */
  name: string;
  message: string;
  /** What a person can do about it. */
  remedy: string;
}

/** Why a collector read nothing; undefined where it collected. */
export function whyUnread(outcome: RunOutcome | CollectionOutcome): Unread | undefined {
  if (outcome.outcome === 'failed') return outcome.error;
  if (outcome.outcome === 'collected') return undefined;
  const { reason, remedy } = outcome;
  return { name: reason, message: SKIPPED_BECAUSE[reason], remedy };
}
