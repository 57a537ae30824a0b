import * as z from 'zod/mini';

/** One answer of Graph. */
export const Answer = z.object({
  path: z.string(),
  query: z.string(),
  status: z.number(),
  /** Graph's `request-id` header, to quote in a support case; null if Graph did not send it. */
  requestId: z.nullable(z.string()),
  /** Graph's `Date` header, ISO 8601 in UTC; null if Graph did not send it. */
  date: z.nullable(z.string()),
  /** Objects in the answer's `value`. */
  items: z.number(),
  /** SHA-256 (hexadecimal) of the body after decompression. */
  sha256: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** How an observation was read, in enough detail for an auditor to ask Microsoft about each answer. */
export const Provenance = z.object({
  collector: z.string(),
  collectorVersion: z.string(),
  tenantId: z.string(),
  /** URL of the first request. */
  endpoint: z.string(),
  pages: z.number(),
  items: z.number(),
  /** Requests sent, retries included. */
  requests: z.number(),
  /** SHA-256 of the concatenated SHA-256s (hexadecimal) of all received bodies. */
  sha256: z.string(),
  /** True if an answer repeated the access token, which was removed from the body before hashing. */
  redacted: z.optional(z.literal(true)),
  /** Fields whose values name people, and were overwritten in the bodies before hashing. */
  withheld: z.optional(z.array(z.string())),
  /** The time (ISO 8601) that the collector took as now, so that a reader can repeat its work on the kept answers. */
  asOf: z.optional(z.string()),
  /** The connection's options that the collector read, for the same purpose. */
  options: z.optional(z.record(z.string(), z.unknown())),
  /** Whether the vault keeps the answers. */
  answersKept: z.optional(z.boolean()),
  /** Random id of the reading, by which the vault names its answers; absent if they were not kept. */
  reading: z.optional(z.string()),
  /** The answers (counted from 1) with which a collection started over, because a lighter query replaced the first one. */
  startedOver: z.optional(z.array(z.number())),
  /** The first answers and the last one. */
  answers: z.array(Answer),
  /** How many answers between them are only in the log. */
  answersOmitted: z.number(),
});
export type Provenance = z.infer<typeof Provenance>;

/** An event while a collector reads, for progress displays and logs. `waitMs` is in milliseconds. */
export type ReadingProgress =
  | { kind: 'page'; pages: number; items: number; answer: Answer }
  | { kind: 'retry'; why: string; waitMs: number };
