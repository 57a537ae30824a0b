import { COSTLY_TEXT, HOSTILE_NAME, type SandboxSource, SCOPES_MISSING } from '../sandbox-source.ts';
import { policiesOn } from './sandbox-history.ts';
import { policyBody } from './sandbox-policy.ts';

/** More texts than a list in the facts keeps, each longer than it keeps. */
const TEXTS = Array.from({ length: 12 }, (_, index) => `${index}${COSTLY_TEXT}`.slice(0, 64));

/** A policy with the longest texts in every list. */
const largestBody = (index: number) =>
  policyBody({
    users: { excludeUsers: manyIds(`u${index}`, 2_000), excludeGroups: manyIds(`g${index}`, 500) },
    applications: { includeApplications: TEXTS, includeUserActions: TEXTS },
    conditions: {
      clientAppTypes: TEXTS,
      signInRiskLevels: TEXTS,
      userRiskLevels: TEXTS,
      platforms: { includePlatforms: TEXTS, excludePlatforms: TEXTS },
      ...Object.fromEntries(TEXTS.map((text) => [text, true])),
    },
    grant: { builtInControls: TEXTS, authenticationStrength: { displayName: COSTLY_TEXT } },
    session: Object.fromEntries(TEXTS.map((text) => [text, { isEnabled: true }])),
  });

/** https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies */
const POLICIES: SandboxSource = {
  path: '/identity/conditionalAccess/policies',
  roles: ['Policy.Read.All'],
  identityLane: true,
  forbidden: { code: 'AccessDenied', message: SCOPES_MISSING },
  defaultTop: 100,
  maxTop: 999,
  overTop: 'clamp',
  healthy: policiesOn,
  empty: [],
  variants: {
    hostile: { data: (day) => policiesOn(day).map((policy) => ({ ...policy, displayName: HOSTILE_NAME })) },
  },
  largest: () =>
    Array.from({ length: 4_000 }, (_, index) => ({
      id: `${index} ${COSTLY_TEXT}`.slice(0, 512),
      // Only 200 names are kept.
      displayName: index < 220 ? COSTLY_TEXT : 'Policy',
      state: 'enabled',
      createdDateTime: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
      ...(index < 220 ? largestBody(index) : policyBody({})),
    })),
};

/** https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get */
const SECURITY_DEFAULTS: SandboxSource = {
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  roles: ['Policy.Read.All'],
  forbidden: { code: 'AccessDenied', message: SCOPES_MISSING },
  defaultTop: 1,
  maxTop: 1,
  overTop: 'clamp',
  healthy: () => securityDefaults(false),
  empty: securityDefaults(true),
};

export const sources = [POLICIES, SECURITY_DEFAULTS] as const;

const NOW = '2026-11-23T06:00:00Z';
export const samples = [
  { id: 'p1', displayName: 'One', state: 'enabled', createdDateTime: NOW, ...policyBody({}) },
  { id: 'p2', displayName: 'Two', state: 'disabled', createdDateTime: NOW, ...policyBody({}) },
] as const;

/** Returns as many different ids as a policy of the largest tenant excludes. */
function manyIds(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${kind}-${index}`);
}

function securityDefaults(isEnabled: boolean): object {
  return { id: '00000000-0000-0000-0000-000000000005', displayName: 'Security Defaults', isEnabled };
}
