import * as z from 'zod/mini';
import type { Facts } from '../domain/observation.ts';

const Listed = z.object({
  policies: z.array(z.object({ name: z.string(), state: z.string() })),
  policiesOmitted: z.optional(z.number()),
});

const IN_WORDS: Record<string, string> = { reportOnly: 'report-only' };

/**
 * Which policies came, went or changed their state. Policies of one name are told apart by nothing else that the
 * register keeps, so they are compared as a group. Where a list was cut short, a policy that is not in it may still
 * exist: then only changes of state are told.
 */
export function policyChanges(before: Facts, after: Facts): string[] {
  const [earlier, later] = [Listed.safeParse(before).data, Listed.safeParse(after).data];
  if (!earlier || !later) return [];
  const [had, has] = [statesByName(earlier.policies), statesByName(later.policies)];
  const whole = !earlier.policiesOmitted && !later.policiesOmitted;
  return [...new Set([...has.keys(), ...had.keys()])].flatMap((name) => {
    const [from, to] = [had.get(name), has.get(name)];
    if (from && to) return from === to ? [] : [`Policy “${name}”: ${from} → ${to}`];
    if (!whole) return [];
    return to ? [`Policy “${name}” is new: ${to}`] : [`Policy “${name}” is gone; it was ${from}`];
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
