import * as z from 'zod/mini';

/** One policy in the facts of Conditional Access. Evidence of earlier versions has no ids. */
const ListedPolicy = z.object({ id: z.optional(z.string()), name: z.string(), state: z.string() });
export type ListedPolicy = z.infer<typeof ListedPolicy>;

/** The facts of Conditional Access that describe single policies. */
export const PolicyFacts = z.object({
  policies: z.array(ListedPolicy),
  policiesOmitted: z.optional(z.number()),
  securityDefaults: z.optional(z.boolean()),
});
export type PolicyFacts = z.infer<typeof PolicyFacts>;
