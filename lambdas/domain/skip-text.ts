import type { SkipReason } from './collection-outcome.ts';

/** Why a collector was skipped, for people. */
export const SKIPPED_BECAUSE: Record<SkipReason, string> = {
  'license-missing': 'The tenant has no licence for it.',
  'permission-missing': 'The app registration may not read it.',
  'not-in-this-cloud': "Microsoft does not offer it in the connection's national cloud.",
};
