import { titleOf } from '../../../lambdas/collectors/registry.ts';
import { whyUnread } from '../../../lambdas/domain/outcome-text.ts';
import type { RunOutcome } from '../../../lambdas/domain/sync-run.ts';

/** What was not collected, in a few words each: `Risky users skipped: license-missing`. */
export function notCollected(outcomes: readonly RunOutcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    const why = whyUnread(outcome);
    return why ? [`${titleOf(outcome.collector)} ${outcome.outcome}: ${why.name}`] : [];
  });
}
