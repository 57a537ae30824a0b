import * as z from 'zod/mini';

/** One answer of Graph, as it was received. */
export const Answer = z.object({
  path: z.string(),
  query: z.string(),
  status: z.number(),
  /** Graph's `request-id` header, to quote in a support case; null where it sent none. */
  requestId: z.nullable(z.string()),
  /** Graph's `Date` header, ISO 8601 in UTC; null where it sent none. */
  date: z.nullable(z.string()),
  /** Objects in the answer's `value`. */
  items: z.number(),
  /** SHA-256 (hexadecimal) of the body, after any content-encoding is undone. */
  sha256: z.string(),
});
export type Answer = z.infer<typeof Answer>;

/** How an observation was read: enough for an auditor to ask Microsoft about every answer it rests on. */
export const Provenance = z.object({
  collector: z.string(),
  collectorVersion: z.string(),
  tenantId: z.string(),
  /** Path and query of the first request, origin included. */
  endpoint: z.string(),
  pages: z.number(),
  items: z.number(),
  /** Requests sent, retries included. */
  requests: z.number(),
  /** SHA-256 over all received bodies: of their own SHA-256s (hexadecimal), one after another. */
  sha256: z.string(),
  /** Whether an answer repeated the access token, which was then taken out of the body before it was hashed. */
  redacted: z.optional(z.literal(true)),
  /** The first answers and the last one. */
  answers: z.array(Answer),
  /** How many answers between those are only in the log. */
  answersOmitted: z.number(),
});
export type Provenance = z.infer<typeof Provenance>;
