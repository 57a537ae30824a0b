import { NEEDED_PERMISSIONS } from '../../../lambdas/collectors/registry.ts';
import { alertsOf } from './alerts.ts';
import type { SandboxTenant } from './tenant.ts';

const DAY = 86_400_000;

/** Lindqvist Instruments, which does not exist, as it stands at `now` (milliseconds since 1970). */
export function lindqvist(now: number): SandboxTenant {
  const tenantId = '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15';
  const daysAgo = (days: number) => new Date(now - days * DAY).toISOString();
  return {
    tenantId,
    clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
    clientSecret: 'sandbox~not.a.real.secret~9Qx',
    roles: NEEDED_PERMISSIONS,
    plan: 'P2',
    secureScores: [0, 1, 2].map((age) => secureScore(tenantId, daysAgo(age + 0.5), 412.6 - age * 3)),
    alerts: alertsOf(24, now),
    riskyUsers: [
      riskyUser('a.berg', 'high', 'confirmedCompromised', daysAgo(0.4)),
      riskyUser('t.nyman', 'high', 'atRisk', daysAgo(2)),
      riskyUser('k.ahlgren', 'medium', 'atRisk', daysAgo(5)),
      riskyUser('m.eklund', 'low', 'atRisk', daysAgo(9)),
      riskyUser('s.holm', 'high', 'remediated', daysAgo(30)),
    ],
    policies: [
      policy('Require multifactor authentication for administrators', 'enabled', daysAgo(400), daysAgo(31)),
      policy('Require multifactor authentication for all users', 'enabled', daysAgo(380), daysAgo(12)),
      policy('Block legacy authentication', 'enabled', daysAgo(380), null),
      policy('Require compliant devices for finance', 'enabled', daysAgo(90), null),
      policy(
        'Block sign-in from unexpected countries',
        'enabledForReportingButNotEnforced',
        daysAgo(20),
        null,
      ),
      policy(
        'Require password change for risky users',
        'enabledForReportingButNotEnforced',
        daysAgo(8),
        null,
      ),
      policy('Trial: session lifetime of four hours', 'disabled', daysAgo(200), daysAgo(190)),
    ],
    securityDefaults: false,
  };
}

function secureScore(tenantId: string, created: string, currentScore: number): object {
  const control = (
    controlName: string,
    controlCategory: string,
    score: number,
    scoreInPercentage: number,
  ) => ({
    controlName,
    controlCategory,
    score,
    scoreInPercentage,
    description: 'As Microsoft describes it.',
    implementationStatus: `${scoreInPercentage} % of what it asks for is in place.`,
  });
  return {
    id: `${tenantId}_${created.slice(0, 10)}`,
    azureTenantId: tenantId,
    createdDateTime: `${created.slice(0, 10)}T00:00:00Z`,
    currentScore,
    maxScore: 661,
    licensedUserCount: 240,
    activeUserCount: 218,
    enabledServices: ['HasExchange', 'HasSharePoint', 'HasAADP2'],
    averageComparativeScores: [
      { basis: 'AllTenants', averageScore: 46.3 },
      { basis: 'TotalSeats', averageScore: 51.9 },
      { basis: 'IndustryTypes', averageScore: -1 },
    ],
    controlScores: [
      control('MFARegistrationV2', 'Identity', 7.2, 80),
      control('AdminMFAV2', 'Identity', 10, 100),
      control('BlockLegacyAuthentication', 'Identity', 8, 100),
      control('SigninRiskPolicy', 'Identity', 3.5, 50),
      control('UserRiskPolicy', 'Identity', 0, 0),
      control('mdo_safelinksforemail', 'Apps', 4.5, 50),
      control('scid_2010', 'Device', 2.25, 25),
      control('dlp_datalossprevention', 'Data', 1, 10),
      control('RoleOverlap', 'Identity', 1, 100),
    ],
    vendorInformation: { provider: 'SecureScore', vendor: 'Microsoft' },
  };
}

function riskyUser(name: string, riskLevel: string, riskState: string, updated: string): object {
  return {
    id: `user-${name}`,
    isDeleted: false,
    isProcessing: false,
    riskDetail: 'none',
    riskLastUpdatedDateTime: updated,
    riskLevel,
    riskState,
    userDisplayName: name,
    userPrincipalName: `${name}@lindqvist.example`,
  };
}

function policy(displayName: string, state: string, created: string, modified: string | null): object {
  return {
    id: `policy-${displayName.toLowerCase().replaceAll(/\W+/g, '-')}`,
    displayName,
    state,
    createdDateTime: created,
    modifiedDateTime: modified,
    conditions: { clientAppTypes: ['all'] },
    grantControls: null,
    sessionControls: null,
  };
}
