import type { State } from './policy-state.ts';
import type { Principals } from './principals.ts';
import { type ReadPolicy, SAFEGUARD_NAMES, SAFEGUARD_RULES, type SafeguardName } from './safeguard-rules.ts';

/** Numbers of policies that meet a safeguard's rule. */
export interface Safeguard {
  enabled: number;
  reportOnly: number;
  /** How many of the enabled ones exclude users, groups, roles or guests. */
  withExclusions: number;
}

/** Counts the policies that meet the rule of each safeguard, one by one. */
export class Safeguards {
  readonly #met = Object.fromEntries(
    SAFEGUARD_NAMES.map((name) => [name, { enabled: 0, reportOnly: 0, withExclusions: 0 }]),
  ) as Record<SafeguardName, Safeguard>;

  add(policy: ReadPolicy, state: State): void {
    if (state !== 'enabled' && state !== 'reportOnly') return;
    for (const name of SAFEGUARD_NAMES) {
      if (!SAFEGUARD_RULES[name](policy)) continue;
      this.#met[name][state] += 1;
      if (state === 'enabled' && hasPrincipals(policy.conditions.excludes))
        this.#met[name].withExclusions += 1;
    }
  }

  facts(): Record<SafeguardName, Safeguard> {
    return this.#met;
  }
}

function hasPrincipals({ users, groups, roles, guests }: Principals): boolean {
  return users.size + groups.size + roles.size > 0 || guests;
}
