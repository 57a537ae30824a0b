import * as z from 'zod/mini';
import { type CollectionOutcome, SkipReason } from './collection-outcome.ts';
import { CredentialKind } from './credential-kind.ts';
import { Failure } from './failure.ts';
import { GraphWords } from './graph-words.ts';
import { CollectorId } from './observation.ts';
import { PermissionHint } from './session.ts';

/** The result of a collector in one word. */
export const Outcome = z.enum(['collected', 'skipped', 'failed']);

/** The result of a collector without its observation, which becomes evidence. */
const RunOutcome = z.discriminatedUnion('outcome', [
  z.object({
    collector: CollectorId,
    outcome: z.literal('collected'),
    /** False if the evidence is partial; its `missing` says what could not be read. */
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

/** `incomplete`: a collector failed. `rejected`: the sign-in failed, so nothing was read. */
export const SyncStatus = z.enum(['complete', 'incomplete', 'rejected']);
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What started a sync. */
export const SyncTrigger = z.enum(['schedule', 'manual']);

/** One execution over all collectors. */
export const SyncRun = z.object({
  id: z.string(),
  connection: z.string(),
  /** Null if the sync was rejected before the tenant was known. */
  tenantId: z.nullable(z.string()),
  startedAt: z.string(),
  endedAt: z.string(),
  status: SyncStatus,
  trigger: z.optional(SyncTrigger),
  outcomes: z.array(RunOutcome),
  /** Why the sign-in was rejected. */
  error: z.optional(Failure),
  permissions: z.optional(z.nullable(PermissionHint)),
  /** What the app signed in with. Runs of earlier versions used a client secret and do not say so. */
  credential: z.optional(CredentialKind),
  /** The expiry date of the client secret or certificate (`YYYY-MM-DD`), if it was recorded. */
  clientSecretExpires: z.optional(z.nullable(z.string())),
  /** The sandbox tenant's name, if the data is fictional. */
  sandbox: z.optional(z.string()),
  /** SHA-256 of each evidence item of this run. Runs of earlier versions have no list. */
  evidence: z.optional(z.array(z.object({ collector: CollectorId, sha256: z.string() }))),
  /** ARN of the execution. */
  execution: z.string(),
});
export type SyncRun = z.infer<typeof SyncRun>;

/** Returns an outcome without its observation. */
export function runOutcome(outcome: CollectionOutcome): RunOutcome {
  if (outcome.outcome !== 'collected') return outcome;
  const { collector, observation } = outcome;
  return { collector, outcome: 'collected', complete: observation.complete };
}

export function statusOf(outcomes: readonly RunOutcome[]): SyncStatus {
  return outcomes.some(({ outcome }) => outcome === 'failed') ? 'incomplete' : 'complete';
}
