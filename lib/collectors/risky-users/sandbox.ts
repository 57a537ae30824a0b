import { COSTLY_TEXT, type SandboxSource, SCOPES_MISSING } from '../sandbox-source.ts';
import { riskyUsersOn } from './sandbox-history.ts';

/** https://learn.microsoft.com/graph/api/riskyuser-list */
const RISKY_USERS: SandboxSource = {
  path: '/identityProtection/riskyUsers',
  roles: ['IdentityRiskyUser.Read.All'],
  needsP2: true,
  identityLane: true,
  forbidden: { code: 'Forbidden', message: SCOPES_MISSING },
  defaultTop: 100,
  maxTop: 500,
  overTop: 'refuse',
  healthy: riskyUsersOn,
  empty: [],
  largest: () =>
    Array.from({ length: 17_000 }, (_, index) => ({
      id: `u${index}`,
      riskLevel: 'high',
      riskState: 'atRisk',
      riskLastUpdatedDateTime: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
      // Only ten names are kept.
      userPrincipalName: index < 20 ? COSTLY_TEXT : 'a@example.com',
    })),
};

export const sources = [RISKY_USERS];

const NOW = '2026-11-23T06:00:00Z';
export const samples = [
  { id: 'u1', riskLevel: 'high', riskState: 'atRisk', riskLastUpdatedDateTime: NOW },
  { id: 'u2', riskLevel: 'medium', riskState: 'confirmedCompromised', riskLastUpdatedDateTime: NOW },
] as const;
