import * as z from 'zod/mini';
import { canonicalJson, documentIn } from './document.ts';

const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'));
const Index = z.number().check(z.int(), z.gte(0));
const Code = z.string().check(z.maxLength(64));
const Time = z.string().check(z.maxLength(32));

const position = { v: z.literal(1), origin: z.string(), index: Index, sealedAt: Time };

/** What a collector did in a sync: codes only. */
const SealedOutcome = z.object({
  collector: Code,
  outcome: z.enum(['collected', 'skipped', 'failed']),
  complete: z.optional(z.boolean()),
  reason: z.optional(Code),
  error: z.optional(Code),
});

/** An evidence document, and the answers that it was made from. */
const SealedEvidence = z.object({
  collector: Code,
  /** SHA-256 of the evidence document. */
  sha256: Sha256,
  /** `sha256` is the one of the evidence's provenance, over all answers; `kept` says whether the vault has them. */
  answers: z.object({ count: Index, sha256: Sha256, kept: z.boolean() }),
});

/** Seals a sync. Codes, hashes and times only: no name, no title and no text of Microsoft's. */
export const SyncEntry = z.object({
  ...position,
  kind: z.literal('sync'),
  run: z.string(),
  connection: z.string(),
  tenantId: z.nullable(z.string()),
  trigger: z.enum(['schedule', 'manual']),
  startedAt: Time,
  endedAt: Time,
  /** The latest time at which the next scheduled sync should have started; null if nothing is scheduled. */
  nextDueBy: z.nullable(Time),
  status: z.enum(['complete', 'incomplete', 'rejected']),
  software: z.string(),
  /** SHA-256 of the run's document. */
  runSha256: Sha256,
  outcomes: z.array(SealedOutcome),
  evidence: z.array(SealedEvidence),
});
export type SyncEntry = z.infer<typeof SyncEntry>;

/** Seals an annotation: a reason, an owner and an end date that a person added to a gap or a fact. */
const AnnotationEntry = z.object({
  ...position,
  kind: z.literal('annotation'),
  connection: z.string(),
  sha256: Sha256,
});

/** Announces a new signing key. The checkpoint that covers this entry is signed by the old key too. */
const KeyEntry = z.object({ ...position, kind: z.literal('key'), keyId: Code, spki: z.string() });

export type AnnotationEntry = z.infer<typeof AnnotationEntry>;

export const LogEntry = z.discriminatedUnion('kind', [SyncEntry, AnnotationEntry, KeyEntry]);
export type LogEntry = z.infer<typeof LogEntry>;

const MOST_BYTES = 4_096;

/**
 * Returns the entry as it is stored and hashed. Throws if it is longer than 4 kB or not in this form, because an entry
 * stays in its log for good.
 */
export function entryText(entry: LogEntry): string {
  const text = canonicalJson(LogEntry.parse(entry));
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES)
    throw new Error(`Entry ${entry.index} has ${bytes} bytes, but may have ${MOST_BYTES}`);
  return text;
}

/** Returns the entry in a text; undefined if the text is not the canonical JSON of an entry. */
export function logEntryIn(text: string): LogEntry | undefined {
  return LogEntry.safeParse(documentIn(text)).data;
}
