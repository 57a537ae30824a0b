import type { Facts } from '../../domain/observation.ts';
import { plainText } from '../../domain/plain-text.ts';
import { detailChanges } from './detail-changes.ts';
import { type ListedPolicy, PolicyFacts } from './policy-facts.ts';
import { policyPairs } from './policy-pairs.ts';
import { excludedDifference, safeguardDifferences } from './safeguard-text.ts';

/** Most characters of a policy's name in a sentence. */
const LONGEST_NAME = 80;

const STATE_TEXT: Record<string, string> = { reportOnly: 'report-only' };

/** The policies with one id; or with one name, if the evidence is of a version without ids. */
interface Policies {
  name: string;
  states: string;
  /** The policy, if it is the only one. */
  only: ListedPolicy | undefined;
}

/**
 * Returns a sentence for each safeguard with other numbers, and for each policy that is new, gone, renamed, in another state or
 * with other details. Compares policies by id. If an
 * earlier version recorded one of the two without ids, compares policies with the same name as a group. If a list
 * was shortened, compares only policies in both lists, because a policy that is not in the list may still exist.
 */
export function policyChanges(before: Facts, after: Facts): string[] {
  const [earlier, later] = [PolicyFacts.safeParse(before).data, PolicyFacts.safeParse(after).data];
  if (!earlier || !later) return [];
  return [
    ...safeguardDifferences(earlier, later),
    ...excludedDifference(earlier, later),
    ...changesOfPolicies(earlier, later),
  ];
}

function changesOfPolicies(earlier: PolicyFacts, later: PolicyFacts): string[] {
  const key = keyOf([...earlier.policies, ...later.policies]);
  const [had, has] = [grouped(earlier.policies, key), grouped(later.policies, key)];
  const complete = !earlier.policiesOmitted && !later.policiesOmitted;
  const title = titles([...had, ...has]);
  return policyPairs(had, has, complete).flatMap(({ id, from, to }) => {
    if (from && to) return changes(from, to, title(id, from), title(id, to));
    if (to) return [`${title(id, to)} is new: ${to.states}`];
    return from ? [`${title(id, from)} is gone; it was ${from.states}`] : [];
  });
}

function changes(from: Policies, to: Policies, oldTitle: string, newTitle: string): string[] {
  const states = from.states === to.states ? '' : `: ${from.states} → ${to.states}`;
  const details = from.only && to.only ? detailChanges(newTitle, from.only, to.only) : [];
  if (from.name !== to.name) return [`${oldTitle} is now named “${shortened(to.name)}”${states}`, ...details];
  return states === '' ? details : [`${newTitle}${states}`, ...details];
}

function keyOf(policies: readonly ListedPolicy[]): (policy: ListedPolicy) => string {
  const identified = policies.every(({ id }) => id !== undefined);
  return ({ id = '', name }) => (identified ? id : name);
}

function grouped(
  policies: readonly ListedPolicy[],
  key: (policy: ListedPolicy) => string,
): Map<string, Policies> {
  return new Map(
    [...Map.groupBy(policies, key)].map(([id, group]) => [
      id,
      {
        name: group[0]?.name ?? '',
        states: group.map(stateText).sort().join(', '),
        only: group.length === 1 ? group[0] : undefined,
      },
    ]),
  );
}

function stateText({ state }: ListedPolicy): string {
  return STATE_TEXT[state] ?? state;
}

/** Returns a function that names a policy, with its id if another policy has the same name. */
function titles(policies: readonly [id: string, Policies][]): (id: string, policy: Policies) => string {
  const ids = new Map<string, Set<string>>();
  for (const [id, { name }] of policies) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return (id, { name }) => {
    const ambiguous = (ids.get(name)?.size ?? 0) > 1;
    return `Policy “${shortened(name)}”${ambiguous ? ` (${id})` : ''}`;
  };
}

function shortened(name: string): string {
  return plainText(name, LONGEST_NAME);
}
