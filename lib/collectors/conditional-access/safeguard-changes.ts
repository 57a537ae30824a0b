import type { FactChange } from '../../domain/fact-change.ts';
import { figureIn } from '../../domain/figure.ts';
import type { Facts } from '../../domain/observation.ts';
import type { SafeguardName } from './safeguard-rules.ts';

/** The safeguards of the facts, with the words that people read. */
export const SAFEGUARDS = {
  mfaForAllUsers: 'MFA for all users',
  mfaForAdministrators: 'MFA for administrators',
  legacyAuthenticationBlocked: 'block of legacy authentication',
  riskySignInsChallenged: 'challenge of risky sign-ins',
  riskyUsersChallenged: 'challenge of risky users',
  compliantDeviceRequired: 'requirement of a compliant device',
} satisfies Record<SafeguardName, string>;

/**
 * Returns a change for each safeguard that the last enabled policy lost or the first one gained, and for security defaults
 * that were switched. Leaves out safeguards that one of the two does not have: evidence of earlier versions, or not read.
 */
export function safeguardChanges(before: Facts, after: Facts): FactChange[] {
  const safeguards = Object.entries(SAFEGUARDS).flatMap(([key, words]) => {
    const [had, has] = [before, after].map((facts) => figureIn(facts, { fact: `safeguards.${key}.enabled` }));
    if (typeof had !== 'number' || typeof has !== 'number' || had > 0 === has > 0) return [];
    return has > 0
      ? one(`${key}.gained`, `${words}: an enabled policy has it now`)
      : one(`${key}.lost`, `${words}: no enabled policy has it any more`);
  });
  return [...safeguards, ...defaultsChanges(before, after)];
}

/** Security defaults are a fact only if no policy is enabled. */
function defaultsChanges({ securityDefaults: had }: Facts, { securityDefaults: has }: Facts): FactChange[] {
  if (typeof had !== 'boolean' || typeof has !== 'boolean' || had === has) return [];
  return has
    ? one('securityDefaults.gained', 'security defaults are switched on')
    : one('securityDefaults.lost', 'security defaults are switched off');
}

function one(code: string, text: string): FactChange[] {
  return [{ code, count: 1, text }];
}
