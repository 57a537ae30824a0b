import type { Facts } from '../domain/observation.ts';
import { plainText } from '../domain/plain-text.ts';
import { PolicyFacts } from './policy-facts.ts';

/** Characters of a policy's name that a sentence can bear. */
const LONGEST_NAME = 80;

const IN_WORDS: Record<string, string> = { reportOnly: 'report-only' };

/**
 * Which policies came, went or changed their state. Policies of one name are told apart by nothing else that the
 * register keeps, so they are compared as a group. Where a list was cut short, a policy that is not in it may still
 * exist: then only changes of state are told.
 */
export function policyChanges(before: Facts, after: Facts): string[] {
  const [earlier, later] = [PolicyFacts.safeParse(before).data, PolicyFacts.safeParse(after).data];
  if (!earlier || !later) return [];
  const [had, has] = [statesByName(earlier.policies), statesByName(later.policies)];
  const whole = !earlier.policiesOmitted && !later.policiesOmitted;
  return [...new Set([...has.keys(), ...had.keys()])].flatMap((name) => {
    const [from, to] = [had.get(name), has.get(name)];
    const policy = `Policy “${plainText(name, LONGEST_NAME)}”`;
    if (from && to) return from === to ? [] : [`${policy}: ${from} → ${to}`];
    if (!whole) return [];
    return to ? [`${policy} is new: ${to}`] : [`${policy} is gone; it was ${from}`];
  });
}

function statesByName(policies: readonly { name: string; state: string }[]): Map<string, string> {
  const states = Map.groupBy(policies, ({ name }) => name);
  return new Map(
    [...states].map(([name, group]) => [
      name,
      group
        .map(({ state }) => IN_WORDS[state] ?? state)
        .sort()
        .join(', '),
    ]),
  );
}
