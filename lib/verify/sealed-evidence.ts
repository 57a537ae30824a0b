import * as z from 'zod/mini';
import { MINUTE } from '../domain/time.ts';
import type { SyncEntry } from '../log/entry.ts';

/** The parts of an evidence document that the log and the answers are compared with. */
const Sealed = z.object({
  facts: z.record(z.string(), z.unknown()),
  /** Replaying reads more of it. */
  provenance: z.looseObject({
    sha256: z.string(),
    collectorVersion: z.string(),
    asOf: z.optional(z.string()),
    answers: z.array(z.looseObject({ date: z.nullable(z.string()), sha256: z.optional(z.string()) })),
    answersOmitted: z.optional(z.number()),
  }),
});
export type SealedEvidence = z.infer<typeof Sealed>;

/** Returns the evidence in a document; undefined if it is not evidence. */
export function sealedEvidenceIn(bytes: Buffer): SealedEvidence | undefined {
  try {
    return Sealed.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** How far Microsoft's clock may differ from the one of the sync. */
const CLOCKS = 5 * MINUTE;

/** Whether a time of Microsoft's is one at which the sync did not run. */
export function isOutside(date: string, { startedAt, endedAt }: SyncEntry): boolean {
  const time = Date.parse(date);
  return !(time >= Date.parse(startedAt) - CLOCKS && time <= Date.parse(endedAt) + CLOCKS);
}
