import * as z from 'zod/mini';
import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import { count, type FactRule } from './fact-rule.ts';

const Policy = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  excludes: z.object({
    users: z.number(),
    groups: z.number(),
    roles: z.number(),
    guests: z.boolean(),
  }),
});
type Policy = z.infer<typeof Policy>;

/** A rule about the users, groups and roles that enabled policies exclude, in numbers. */
export const exclusionRule: FactRule = {
  id: 'excluded-principals',
  collector: 'conditional-access',
  asks: 'whom enabled policies exclude',
  find(facts) {
    const [users, groups, roles] = ['users', 'groups', 'roles'].map((kind) =>
      count(facts, `excludedPrincipals.${kind}`),
    );
    if (users == null || groups == null || roles == null) return undefined;
    const policies = excludingPolicies(facts);
    if (users + groups + roles === 0 && policies.length === 0) return [];
    return [
      {
        severity: 'medium',
        text: `Enabled policies exclude ${principalsText({ users, groups, roles, guests: policies.some(({ excludes }) => excludes.guests) })}.`,
        action:
          'Check each exclusion. Remove it, or annotate the policy with a reason, an owner and an end date.',
        details: policies.map(({ name, excludes }) => `“${name}” excludes ${principalsText(excludes)}`),
        policies: policies.map(({ id }) => id),
      },
    ];
  },
};

function excludingPolicies({ policies }: Facts): Policy[] {
  if (!Array.isArray(policies)) return [];
  return policies
    .flatMap((policy) => Policy.safeParse(policy).data ?? [])
    .filter(({ state, excludes: { users, groups, roles, guests } }) => {
      return state === 'enabled' && (users > 0 || groups > 0 || roles > 0 || guests);
    });
}

/** Returns the excluded principals as text: `2 users, 1 group and guests`. */
function principalsText({ users, groups, roles, guests }: Policy['excludes']): string {
  const parts = [
    ...(users > 0 ? [counted(users, 'user')] : []),
    ...(groups > 0 ? [counted(groups, 'group')] : []),
    ...(roles > 0 ? [counted(roles, 'role')] : []),
    ...(guests ? ['guests'] : []),
  ];
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}
