import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import { exclusionRule } from './exclusion-rule.ts';
import { count, type FactRule } from './fact-rule.ts';
import type { Severity } from './item.ts';

const collector = 'conditional-access';

/** A safeguard that a Conditional Access policy can give a tenant. */
interface Safeguard {
  id: string;
  /** Its name in the facts' `safeguards`. */
  fact: string;
  severity: Severity;
  asks: string;
  /** The policy that is missing: "requires multifactor authentication for all users". */
  does: string;
  action: string;
  /** Whether security defaults give the tenant this safeguard, if they are on. */
  inSecurityDefaults: boolean;
}

/** Security defaults: https://learn.microsoft.com/entra/fundamentals/security-defaults */
const SAFEGUARDS: readonly Safeguard[] = [
  {
    id: 'mfa-for-all-users',
    fact: 'mfaForAllUsers',
    severity: 'high',
    asks: 'whether an enabled policy requires multifactor authentication for all users',
    does: 'requires multifactor authentication for all users',
    action: 'Enable a policy for all users and all apps that requires it. Exclude only emergency accounts.',
    inSecurityDefaults: true,
  },
  {
    id: 'mfa-for-administrators',
    fact: 'mfaForAdministrators',
    severity: 'high',
    asks: 'whether an enabled policy requires multifactor authentication for administrators',
    does: 'requires multifactor authentication for administrators',
    action:
      'Enable a policy for the administrator roles that requires it, best with phishing-resistant strength.',
    inSecurityDefaults: true,
  },
  {
    id: 'legacy-authentication',
    fact: 'legacyAuthenticationBlocked',
    severity: 'high',
    asks: 'whether an enabled policy blocks legacy authentication',
    does: 'blocks legacy authentication',
    action: 'Enable a policy for all users that blocks “Exchange ActiveSync clients” and “Other clients”.',
    inSecurityDefaults: true,
  },
  {
    id: 'risky-sign-ins',
    fact: 'riskySignInsChallenged',
    severity: 'low',
    asks: 'whether an enabled policy challenges risky sign-ins',
    does: 'challenges risky sign-ins',
    action: 'If the tenant has Entra ID P2, enable a policy with a condition on sign-in risk.',
    inSecurityDefaults: false,
  },
  {
    id: 'risky-users-challenged',
    fact: 'riskyUsersChallenged',
    severity: 'low',
    asks: 'whether an enabled policy challenges risky users',
    does: 'challenges risky users',
    action: 'If the tenant has Entra ID P2, enable a policy with a condition on user risk.',
    inSecurityDefaults: false,
  },
];

/** Rules about Conditional Access policies. A report-only policy enforces nothing, so it counts as missing. */
export const POLICY_RULES: readonly FactRule[] = [
  ...SAFEGUARDS.map(
    (safeguard): FactRule => ({
      id: safeguard.id,
      collector,
      asks: safeguard.asks,
      needsAll: true,
      find: (facts) => missingSafeguard(safeguard, facts),
    }),
  ),
  exclusionRule,
];

function missingSafeguard({ fact, severity, does, action, inSecurityDefaults }: Safeguard, facts: Facts) {
  if (inSecurityDefaults && facts.securityDefaults === true) return [];
  const enabled = count(facts, `safeguards.${fact}.enabled`);
  if (enabled === null) return undefined;
  if (enabled > 0) return [];
  const reportOnly = count(facts, `safeguards.${fact}.reportOnly`) ?? 0;
  const only =
    reportOnly === 0 ? '' : `; ${counted(reportOnly, 'policy', 'policies')} only in report-only mode`;
  return [{ severity, text: `No enabled policy ${does}${only}.`, action }];
}
