import * as z from 'zod/mini';
import { figureIn } from '../../domain/figure.ts';
import type { Facts } from '../../domain/observation.ts';
import type { FactsDetails } from '../collector-view.ts';

/** One policy in the facts of Conditional Access. Evidence of earlier versions has no ids. */
const ListedPolicy = z.object({ id: z.optional(z.string()), name: z.string(), state: z.string() });
export type ListedPolicy = z.infer<typeof ListedPolicy>;

/** The facts of Conditional Access that describe single policies. */
export const PolicyFacts = z.object({
  policies: z.array(ListedPolicy),
  policiesOmitted: z.optional(z.number()),
  securityDefaults: z.optional(z.boolean()),
});

/** The states in order of importance. Report-only is a separate state, because such a policy enforces nothing. */
const STATES: Record<string, string> = {
  enabled: 'Enabled',
  reportOnly: 'Report-only (enforces nothing)',
  disabled: 'Disabled',
};

/** Lists policies by their state. Every known state has a heading, even if no policy is in it. */
export function policyDetails(facts: Facts): FactsDetails | undefined {
  const read = PolicyFacts.safeParse(facts).data;
  if (!read) return undefined;
  const { policies, policiesOmitted = 0, securityDefaults } = read;
  const byState = Map.groupBy(policies, ({ state }) => state);
  const states = [...new Set([...Object.keys(STATES), ...byState.keys()])];
  const notes = [];
  if (policiesOmitted > 0) notes.push(`The list ends here; policies that it leaves out: ${policiesOmitted}.`);
  if (securityDefaults !== undefined)
    notes.push(`Security defaults ${securityDefaults ? 'protect the tenant instead' : 'are off'}.`);
  return {
    listed: ['policies'],
    lists: states.map((state) => {
      const names = (byState.get(state) ?? []).map(({ name }) => name);
      const title = Object.hasOwn(STATES, state) ? STATES[state] : `In the state “${state}”`;
      return { heading: `${title}: ${figureIn(facts, { fact: state }) ?? names.length}`, names };
    }),
    notes,
  };
}
