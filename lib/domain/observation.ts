import * as z from 'zod/mini';
import { Provenance } from './provenance.ts';

/** A collector's id, used in keys and outcomes. `COLLECTORS` in the registry lists the existing collectors. */
export const CollectorId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));

/** The facts of an observation: JSON, whose fields each collector documents. */
export const Facts = z.record(z.string(), z.unknown());
export type Facts = z.infer<typeof Facts>;

/** Dated facts about a tenant and how they were read. It contains no judgement. */
export const Observation = z.object({
  title: z.string(),
  /** When the collector finished reading, ISO 8601 in UTC. */
  collectedAt: z.string(),
  /** Whether all pages were read, and no answer was partial. */
  complete: z.boolean(),
  /** Sentences that name what is missing from a partial observation. Empty if it is complete. */
  missing: z.array(z.string()),
  /** Sentences that limit the observation without making it partial. Empty in observations of earlier versions. */
  caveats: z._default(z.array(z.string()), []),
  /** One sentence. */
  summary: z.string(),
  facts: Facts,
  provenance: Provenance,
});
export type Observation = z.infer<typeof Observation>;
