import { graphRefusal, type SandboxAnswer } from './answer.ts';
import type { SandboxTenant } from './tenant.ts';

/** One resource of Graph. */
export interface GraphSource {
  path: string;
  /** An app needs one of these permissions to read it. */
  roles: readonly string[];
  needsP2?: boolean;
  /** Whether it shares the limit of Identity Protection and Conditional Access: one request a second. */
  identityLane?: boolean;
  /** The refusal of an app without the permission; each service words its own. */
  forbidden: SandboxAnswer;
  defaultTop: number;
  maxTop: number;
  /** How Graph treats a $top above `maxTop`: returns `maxTop` objects, or an error. */
  overTop: 'clamp' | 'refuse';
  read: (tenant: SandboxTenant) => readonly object[] | object;
}

const SCOPES_MISSING =
  'You cannot perform the requested operation, required scopes are missing in the token.';

export const GRAPH_SOURCES: readonly GraphSource[] = [
  {
    path: '/security/secureScores',
    roles: ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
    forbidden: graphRefusal(
      403,
      'UnknownError',
      'Auth token does not contain valid permissions or user does not have valid roles.',
    ),
    defaultTop: 90,
    maxTop: 90,
    overTop: 'clamp',
    read: ({ secureScores }) => secureScores,
  },
  {
    path: '/security/alerts_v2',
    roles: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
    forbidden: graphRefusal(
      403,
      'Forbidden',
      'Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All.',
    ),
    defaultTop: 100,
    maxTop: 1000,
    overTop: 'clamp',
    read: ({ alerts }) => alerts,
  },
  {
    // Retired: always an empty list, which does not mean that the tenant has no alerts.
    path: '/security/alerts',
    roles: ['SecurityEvents.Read.All'],
    forbidden: graphRefusal(403, 'UnknownError', ''),
    defaultTop: 100,
    maxTop: 1000,
    overTop: 'clamp',
    read: () => [],
  },
  {
    path: '/identityProtection/riskyUsers',
    roles: ['IdentityRiskyUser.Read.All'],
    needsP2: true,
    identityLane: true,
    forbidden: graphRefusal(403, 'Forbidden', SCOPES_MISSING),
    defaultTop: 100,
    maxTop: 500,
    overTop: 'refuse',
    read: ({ riskyUsers }) => riskyUsers,
  },
  {
    path: '/identity/conditionalAccess/policies',
    roles: ['Policy.Read.All'],
    identityLane: true,
    forbidden: graphRefusal(403, 'AccessDenied', SCOPES_MISSING),
    defaultTop: 100,
    maxTop: 999,
    overTop: 'clamp',
    read: ({ policies }) => policies,
  },
  {
    path: '/policies/identitySecurityDefaultsEnforcementPolicy',
    roles: ['Policy.Read.All'],
    forbidden: graphRefusal(403, 'AccessDenied', SCOPES_MISSING),
    defaultTop: 1,
    maxTop: 1,
    overTop: 'clamp',
    read: ({ securityDefaults }) => ({
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      isEnabled: securityDefaults,
    }),
  },
];
