import * as z from 'zod/mini';

/** What the facts of Conditional Access hold of single policies. */
export const PolicyFacts = z.object({
  policies: z.array(z.object({ name: z.string(), state: z.string() })),
  policiesOmitted: z.optional(z.number()),
  securityDefaults: z.optional(z.boolean()),
});
export type PolicyFacts = z.infer<typeof PolicyFacts>;
