import type { Facts } from '../../domain/observation.ts';
import { plainText } from '../../domain/plain-text.ts';
import { type ListedPolicy, PolicyFacts } from './policy-facts.ts';

/** Most characters of a policy's name in a sentence. */
const LONGEST_NAME = 80;

const STATE_TEXT: Record<string, string> = { reportOnly: 'report-only' };

/** The policies with one id; or with one name, if the evidence is of a version without ids. */
interface Policies {
  name: string;
  states: string;
}

/**
 * Returns a sentence for each policy that is new, gone, renamed or in another state. Compares policies by id. If an
 * earlier version recorded one of the two without ids, compares policies with the same name as a group. If a list
 * was shortened, compares only policies in both lists, because a policy that is not in the list may still exist.
 */
export function policyChanges(before: Facts, after: Facts): string[] {
  const [earlier, later] = [PolicyFacts.safeParse(before).data, PolicyFacts.safeParse(after).data];
  if (!earlier || !later) return [];
  const key = keyOf([...earlier.policies, ...later.policies]);
  const [had, has] = [grouped(earlier.policies, key), grouped(later.policies, key)];
  const complete = !earlier.policiesOmitted && !later.policiesOmitted;
  const title = titles([...had, ...has]);
  return [...new Set([...has.keys(), ...had.keys()])].flatMap((id) => {
    const [from, to] = [had.get(id), has.get(id)];
    if (from && to) return change(from, to, title(id, from), title(id, to));
    if (!complete) return [];
    if (to) return [`${title(id, to)} is new: ${to.states}`];
    return from ? [`${title(id, from)} is gone; it was ${from.states}`] : [];
  });
}

function change(from: Policies, to: Policies, oldTitle: string, newTitle: string): string[] {
  const states = from.states === to.states ? '' : `: ${from.states} → ${to.states}`;
  if (from.name !== to.name) return [`${oldTitle} is now named “${shortened(to.name)}”${states}`];
  return states === '' ? [] : [`${newTitle}${states}`];
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
      { name: group[0]?.name ?? '', states: group.map(stateText).sort().join(', ') },
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
