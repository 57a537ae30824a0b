import * as z from 'zod/mini';
import type { FactChange } from '../../domain/fact-change.ts';
import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import type { PolicyDetails } from './policy-details.ts';
import { policyPairs } from './policy-pairs.ts';
import { safeguardChanges } from './safeguard-changes.ts';

/** The facts that say which policies exist. Each part may be missing in evidence of other versions. */
const ComparedPolicies = z.object({
  policies: z.array(z.looseObject({ id: z.string(), state: z.string() })),
  policiesOmitted: z.optional(z.number()),
});
type ComparedPolicy = z.infer<typeof ComparedPolicies>['policies'][number];

/** The details of a policy apart from its exclusions. A condition that the policy does not have is left out. */
const CONDITIONS = [
  'requires',
  'includes',
  'apps',
  'clientApps',
  'locations',
  'platforms',
  'risk',
  'others',
  'session',
] as const satisfies readonly (keyof PolicyDetails)[];

/** The codes of changes of single policies, each with the clause that follows the number. */
export const POLICY_CHANGES = {
  'policy-added': 'added',
  'policy-removed': 'removed',
  'policy-enabled': 'enabled',
  'policy-report-only': 'switched to report-only',
  'policy-disabled': 'disabled',
  'policy-in-unknown-state': 'switched to a state that this version does not know',
  'policy-exclusions-changed': 'with other exclusions',
  'policy-conditions-changed': 'with other requirements or conditions',
} as const;
type PolicyChange = keyof typeof POLICY_CHANGES;

const ON_STATE: Record<string, PolicyChange> = {
  enabled: 'policy-enabled',
  reportOnly: 'policy-report-only',
  disabled: 'policy-disabled',
};

/**
 * Returns the number of policies for each kind of change, and the safeguards that were lost or gained. Compares policies
 * by id; evidence of an earlier version without ids gives no changes. If a list was shortened, a policy that is not in it
 * may still exist, so only policies in both lists count.
 */
export function policyFactChanges(before: Facts, after: Facts): FactChange[] {
  return [...policyCounts(before, after), ...safeguardChanges(before, after)];
}

function policyCounts(before: Facts, after: Facts): FactChange[] {
  const [earlier, later] = [before, after].map((facts) => ComparedPolicies.safeParse(facts).data);
  if (!earlier || !later) return [];
  const [had, has] = [byId(earlier.policies), byId(later.policies)];
  const complete = !earlier.policiesOmitted && !later.policiesOmitted;
  const found = policyPairs(had, has, complete).flatMap(({ from, to }): PolicyChange[] =>
    from && to ? changesBetween(from, to) : [to ? 'policy-added' : 'policy-removed'],
  );
  const counts = Map.groupBy(found, (code) => code);
  return Object.entries(POLICY_CHANGES).flatMap(([code, clause]) => {
    const count = counts.get(code as PolicyChange)?.length ?? 0;
    return count > 0 ? [{ code, count, text: `${counted(count, 'policy', 'policies')} ${clause}` }] : [];
  });
}

function byId(policies: readonly ComparedPolicy[]): Map<string, ComparedPolicy> {
  return new Map(policies.map((policy) => [policy.id, policy]));
}

function changesBetween(from: ComparedPolicy, to: ComparedPolicy): PolicyChange[] {
  const state = from.state === to.state ? [] : [stateChange(to.state)];
  if (!hasDetails(from) || !hasDetails(to)) return state;
  const exclusions: PolicyChange[] = differ(from.excludes, to.excludes) ? ['policy-exclusions-changed'] : [];
  const conditions: PolicyChange[] = CONDITIONS.some((key) => differ(from[key], to[key]))
    ? ['policy-conditions-changed']
    : [];
  return [...state, ...exclusions, ...conditions];
}

/** Whether the details were read, and fitted into the observation. */
function hasDetails({ requires }: ComparedPolicy): boolean {
  return typeof requires === 'object' && requires !== null;
}

function stateChange(state: string): PolicyChange {
  return (Object.hasOwn(ON_STATE, state) && ON_STATE[state]) || 'policy-in-unknown-state';
}

/** Null was not read, so it is not compared. */
function differ(from: unknown, to: unknown): boolean {
  return from !== null && to !== null && sorted(from) !== sorted(to);
}

/** Returns JSON with sorted keys and lists, because Graph may list the same things in another order. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`);
  return `{${fields.sort().join()}}`;
}
