import * as z from 'zod/mini';

/**
 * Graph's own words about a refusal, stored next to this project's message. A field is null if Graph did not send it.
 * Source: https://learn.microsoft.com/graph/errors
 */
export const GraphWords = z.object({
  /** HTTP status of the answer. */
  status: z.nullable(z.number()),
  /** `error.code` of the body. */
  code: z.nullable(z.string()),
  /** `error.message` of the body as plain text, at most 256 characters. */
  message: z.nullable(z.string()),
  /** The `request-id` header, to quote in a support case. */
  requestId: z.nullable(z.string()),
});
export type GraphWords = z.infer<typeof GraphWords>;

/** Returns the words on one line: `403 Forbidden: Your tenant is not licensed for this feature.` */
export function stated({ status, code, message }: Omit<GraphWords, 'requestId'>): string {
  return [[status, code].filter(Boolean).join(' '), message].filter(Boolean).join(': ');
}
