import * as z from 'zod/mini';
import type { Facts } from '../domain/observation.ts';

const Policies = z.object({ policies: z.array(z.unknown()) });
const NamedPolicy = z.object({ id: z.string(), name: z.string() });
export type NamedPolicy = z.infer<typeof NamedPolicy>;

/** Returns the Conditional Access policies that facts name with an id; evidence of the first versions has no ids. */
export function namedPolicies(facts: Facts): NamedPolicy[] {
  const { policies = [] } = Policies.safeParse(facts).data ?? {};
  return policies.flatMap((policy) => NamedPolicy.safeParse(policy).data ?? []);
}
