import * as z from 'zod/mini';
import { ErrorName } from './errors.ts';
import { Caught, decodeCaught, Failure } from './failure.ts';
import { GraphWords } from './graph-words.ts';
import { CollectorId, Observation } from './observation.ts';

/** The reasons for which a collector is skipped. The sync is complete nevertheless. */
export const SkipReason = z.enum(['license-missing', 'permission-missing', 'not-in-this-cloud']);
export type SkipReason = z.infer<typeof SkipReason>;

/** The error that a collector throws for each reason. It counts as a failure if the collector may not be skipped for it. */
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
  /** Absent if the collector sent Graph no request. */
  graph: z.optional(GraphWords),
});
const Failed = z.object({
  collector: CollectorId,
  outcome: z.literal('failed'),
  error: Failure,
  /** Absent if no answer of Graph is the cause. */
  graph: z.optional(GraphWords),
});

/** A Catch of the workflow passes a caught error on without decoding it; this parser reads remedy and Graph's words from it. */
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

/** The result of one collector in one run. Each branch of the workflow ends with one. */
export const CollectionOutcome = z.union([Collected, Skipped, Failed, SkippedByCatch, FailedByCatch]);
export type CollectionOutcome = z.infer<typeof CollectionOutcome>;
export type CollectedOutcome = z.infer<typeof Collected>;
