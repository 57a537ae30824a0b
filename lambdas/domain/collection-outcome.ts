import * as z from 'zod/mini';
import { CollectorId } from './collector-id.ts';
import { ErrorName } from './errors.ts';
import { Caught, decodeCaught, Failure } from './failure.ts';
import { GraphWords } from './graph-words.ts';
import { Observation } from './observation.ts';

/** Why a collector may be skipped without the sync being any less complete. */
export const SkipReason = z.enum(['license-missing', 'permission-missing', 'not-in-this-cloud']);
export type SkipReason = z.infer<typeof SkipReason>;

/** The error that a collector throws for each reason; where the collector may be skipped for it, it is no failure. */
export const ERROR_OF_SKIP: Record<SkipReason, ErrorName> = {
  'license-missing': ErrorName.licenseMissing,
  'permission-missing': ErrorName.permissionMissing,
  'not-in-this-cloud': ErrorName.sourceNotInCloud,
};

const Collected = z.object({
  collector: CollectorId,
  outcome: z.literal('collected'),
  observation: Observation,
});
const Skipped = z.object({
  collector: CollectorId,
  outcome: z.literal('skipped'),
  reason: SkipReason,
  remedy: z.string(),
  /** Absent if the collector asked Graph for nothing. */
  graph: z.optional(GraphWords),
});
const Failed = z.object({
  collector: CollectorId,
  outcome: z.literal('failed'),
  // A branch's Catch cannot decode: it passes on what it caught, and whoever parses gets the failure.
  error: z.pipe(z.union([Failure, z.pipe(Caught, z.transform(decodeCaught))]), Failure),
});

/** What one collector did in one run; the only shape a branch of the workflow ends with. */
export const CollectionOutcome = z.discriminatedUnion('outcome', [Collected, Skipped, Failed]);
export type CollectionOutcome = z.infer<typeof CollectionOutcome>;
export type CollectedOutcome = z.infer<typeof Collected>;
