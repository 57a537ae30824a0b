import * as z from 'zod/mini';
import { CollectorId } from './collector-id.ts';
import { ErrorName } from './errors.ts';
import { Caught, decodeCaught, Failure } from './failure.ts';
import { GraphWords } from './graph-words.ts';
import { Observation } from './observation.ts';

/** Why a collector may be skipped without the sync being any less complete. */
export const SkipReason = z.enum(['license-missing', 'permission-missing', 'not-in-this-cloud']);
export type SkipReason = z.infer<typeof SkipReason>;

/** The error that a collector throws for each reason. It is no failure if the collector may be skipped for the reason. */
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
  error: Failure,
  /** Absent if no answer of Graph is the cause. */
  graph: z.optional(GraphWords),
});

/** A branch's Catch cannot decode: it hands on the caught error, and the parser takes remedy and words from it. */
const SkippedByCatch = z.pipe(
  z.object({ collector: CollectorId, outcome: z.literal('skipped'), reason: SkipReason, error: Caught }),
  z.transform(({ error, ...skipped }): z.infer<typeof Skipped> => {
    const { remedy, graph } = decodeCaught(error);
    return { ...skipped, remedy, ...(graph && { graph }) };
  }),
);
const FailedByCatch = z.pipe(
  z.object({ collector: CollectorId, outcome: z.literal('failed'), error: Caught }),
  z.transform(({ error, ...failed }): z.infer<typeof Failed> => {
    const { graph, ...failure } = decodeCaught(error);
    return { ...failed, error: failure, ...(graph && { graph }) };
  }),
);

/** What one collector did in one run; the only shape a branch of the workflow ends with. */
export const CollectionOutcome = z.union([Collected, Skipped, Failed, SkippedByCatch, FailedByCatch]);
export type CollectionOutcome = z.infer<typeof CollectionOutcome>;
export type CollectedOutcome = z.infer<typeof Collected>;
