import { policiesOn } from '../collectors/conditional-access/sandbox.ts';
import { NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import { riskyUsersOn } from '../collectors/risky-users/sandbox.ts';
import { daysBefore } from '../collectors/sandbox-days.ts';
import { secureScoresOn } from '../collectors/secure-score/sandbox.ts';
import { alertsOn } from '../collectors/security-alerts/sandbox-history.ts';
import type { SandboxTenant } from './tenant.ts';

/**
 * In days: when the client secret was renewed, and its lifetime. The expiry date of the earlier secret was not
 * recorded.
 */
const SECRET = { renewed: 53, valid: 180 };

/**
 * Returns the fictional tenant Lindqvist Instruments as it was `ago` days before `now` (milliseconds since 1970). The
 * collectors' sandbox data describe its last 90 days, counted back from today; little happened before.
 */
export function lindqvist(now: number, ago = 0): SandboxTenant {
  const tenantId = '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15';
  const expires = daysBefore(now, SECRET.renewed - SECRET.valid).slice(0, 10);
  return {
    tenantId,
    domain: 'lindqvist.example',
    clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
    clientSecret: 'sandbox~not.a.real.secret~9Qx',
    clientSecretExpires: ago <= SECRET.renewed ? expires : undefined,
    roles: NEEDED_PERMISSIONS,
    plan: 'P2',
    secureScores: secureScoresOn(now, ago, tenantId),
    alerts: alertsOn(now, ago),
    riskyUsers: riskyUsersOn(now, ago),
    policies: policiesOn(now, ago),
    securityDefaults: false,
  };
}
