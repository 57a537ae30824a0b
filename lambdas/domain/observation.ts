import * as z from 'zod/mini';
import { Provenance } from './provenance.ts';

/** The facts of an observation: plain JSON whose fields each collector documents. */
export const Facts = z.record(z.string(), z.unknown());
export type Facts = z.infer<typeof Facts>;

/** A dated fact about a tenant, with how it was read; no judgement. */
export const Observation = z.object({
  title: z.string(),
  /** When the collector finished reading, ISO 8601 in UTC. */
  collectedAt: z.string(),
  /** Whether everything was read: all pages, and no partial answer among them. */
  complete: z.boolean(),
  /** What is missing from a partial observation, in sentences. Empty when it is complete. */
  missing: z.array(z.string()),
  /** Sentences that limit the observation without making it partial. Empty in observations of earlier versions. */
  caveats: z._default(z.array(z.string()), []),
  /** One plain sentence. */
  summary: z.string(),
  facts: Facts,
  provenance: Provenance,
});
export type Observation = z.infer<typeof Observation>;
