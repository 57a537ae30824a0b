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

/** Returns the names of policies by their ids, the newest name of each. The evidence is newest first. */
export function policyNames(evidence: readonly { facts: Facts }[]): Map<string, string> {
  const oldestFirst = evidence.toReversed().flatMap(({ facts }) => namedPolicies(facts));
  return new Map(oldestFirst.map(({ id, name }) => [id, name]));
}
