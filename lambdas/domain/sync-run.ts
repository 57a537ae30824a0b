import * as z from 'zod/mini';
import type { CollectionOutcome } from './collection-outcome.ts';
import { SkipReason } from './collection-outcome.ts';
import { CollectorId } from './collector-id.ts';
import { Failure } from './failure.ts';
import { GraphWords } from './graph-words.ts';
import { PermissionHint } from './session.ts';

/** How a collector ended, in a word. */
export const Outcome = z.enum(['collected', 'skipped', 'failed']);

/** What a collector did, without its observation: that is the evidence. */
const RunOutcome = z.discriminatedUnion('outcome', [
  z.object({
    collector: CollectorId,
    outcome: z.literal('collected'),
    /** False where only a part could be read; the evidence says which. */
    complete: z.optional(z.boolean()),
  }),
  z.object({
    collector: CollectorId,
    outcome: z.literal('skipped'),
    reason: SkipReason,
    remedy: z.string(),
    graph: z.optional(GraphWords),
  }),
  z.object({
    collector: CollectorId,
    outcome: z.literal('failed'),
    error: Failure,
    graph: z.optional(GraphWords),
  }),
]);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** `incomplete`: a collector failed. `rejected`: there was no sign-in, so nothing was read. */
export const SyncStatus = z.enum(['complete', 'incomplete', 'rejected']);
export type SyncStatus = z.infer<typeof SyncStatus>;

/** One execution over all collectors. */
export const SyncRun = z.object({
  id: z.string(),
  connection: z.string(),
  /** Null when the sync was rejected before the tenant was known. */
  tenantId: z.nullable(z.string()),
  startedAt: z.string(),
  endedAt: z.string(),
  status: SyncStatus,
  outcomes: z.array(RunOutcome),
  /** Why the sign-in was rejected. */
  error: z.optional(Failure),
  permissions: z.optional(z.nullable(PermissionHint)),
  /** The client secret's last day (`YYYY-MM-DD`), where it was told. */
  clientSecretExpires: z.optional(z.nullable(z.string())),
  /** The sandbox tenant's name, if the data is fictional. */
  sandbox: z.optional(z.string()),
  /** SHA-256 of each evidence item that it recorded. Runs of earlier versions have no list. */
  evidence: z.optional(z.array(z.object({ collector: CollectorId, sha256: z.string() }))),
  /** ARN of the execution it came from. */
  execution: z.string(),
});
export type SyncRun = z.infer<typeof SyncRun>;

/** An outcome without its observation, as the run keeps it. */
export function runOutcome(outcome: CollectionOutcome): RunOutcome {
  if (outcome.outcome !== 'collected') return outcome;
  const { collector, observation } = outcome;
  return { collector, outcome: 'collected', complete: observation.complete };
}

export function statusOf(outcomes: readonly RunOutcome[]): SyncStatus {
  return outcomes.some(({ outcome }) => outcome === 'failed') ? 'incomplete' : 'complete';
}
