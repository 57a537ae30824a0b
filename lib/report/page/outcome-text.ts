import { titleOf } from '../../../lambdas/collectors/registry.ts';
import type { RunOutcome } from '../../../lambdas/domain/sync-run.ts';

/** What was not collected, in a few words each: `Risky users skipped: license-missing`. */
export function notCollected(outcomes: readonly RunOutcome[]): string[] {
  return outcomes.flatMap(({ collector, outcome, reason, error }) =>
    outcome === 'collected'
      ? []
      : [`${titleOf(collector)} ${outcome}: ${reason ?? error?.name ?? 'no reason'}`],
  );
}
