import { readPolicy } from '../../../lib/collectors/conditional-access/policy-details.ts';
import {
  SAFEGUARD_NAMES,
  SAFEGUARD_RULES,
  type SafeguardName,
} from '../../../lib/collectors/conditional-access/safeguard-rules.ts';

/** Returns the names of the safeguards whose rule a policy meets. Returns an empty list if it cannot be read. */
export function met(body: object): SafeguardName[] {
  const { conditions, grantControls } = body as Record<string, unknown>;
  const policy = readPolicy(conditions, grantControls);
  return policy ? SAFEGUARD_NAMES.filter((name) => SAFEGUARD_RULES[name](policy)) : [];
}

export const grant = (...builtInControls: string[]) => ({ builtInControls });
export const and = (...builtInControls: string[]) => ({ operator: 'AND' as const, builtInControls });
export const mfa = grant('mfa');
export const block = grant('block');
export const both: SafeguardName[] = ['mfaForAllUsers', 'mfaForAdministrators'];
export const legacy: SafeguardName[] = ['legacyAuthenticationBlocked'];
