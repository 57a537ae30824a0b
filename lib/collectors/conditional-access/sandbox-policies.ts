import type { Since } from '../sandbox-days.ts';
import { ADMINISTRATORS, PHISHING_RESISTANT, type PolicyParts } from './sandbox-policy.ts';

const REPORT_ONLY = 'enabledForReportingButNotEnforced';

/** The two emergency access accounts, the account that synchronizes the directory, and a guest who was excluded in a hurry. */
const BREAK_GLASS = ['7d4c1f0e-2b6a-4c38-9f15-a0c3e8d27b61', '0b9e5a72-83d4-4f1c-b6e7-5d21c94fa830'];
const DIRECTORY_SYNC = 'c2f80d6b-91e3-4a57-8d04-6e7b3f15a29c';
const CONSULTANT = '45a6e3d8-7f02-4b9d-a1c8-e90d62b7f354';
const FINANCE = '9e1b7c54-60f8-4d2a-b3c9-18a5d7e4f062';
const SERVICE_ACCOUNTS = 'e7f3a9d1-4c58-4b06-92ea-b5d08c61f37e';

const mfa = { builtInControls: ['mfa'] };
const parts = (first: PolicyParts): Since<PolicyParts>[] => [[Number.POSITIVE_INFINITY, first]];

/** A policy's states, and what it requires from which day on. */
interface History {
  states: readonly Since<string>[];
  parts: readonly Since<PolicyParts>[];
}

/** Name of each policy to its history. Most begin report-only and are enabled later. */
export const POLICIES: Record<string, History> = {
  'Require multifactor authentication for administrators': {
    states: [
      [400, REPORT_ONLY],
      [31, 'enabled'],
    ],
    // From day 9 on, passkeys or certificates.
    parts: [
      [Number.POSITIVE_INFINITY, { users: { ...ADMINISTRATORS, excludeUsers: BREAK_GLASS }, grant: mfa }],
      [
        9,
        {
          users: { ...ADMINISTRATORS, excludeUsers: BREAK_GLASS },
          grant: { authenticationStrength: PHISHING_RESISTANT },
        },
      ],
    ],
  },
  'Require multifactor authentication for all users': {
    states: [
      [380, REPORT_ONLY],
      [12, 'enabled'],
    ],
    parts: [
      [
        Number.POSITIVE_INFINITY,
        { users: { excludeUsers: BREAK_GLASS, excludeGroups: [SERVICE_ACCOUNTS] }, grant: mfa },
      ],
      [
        6,
        {
          users: { excludeUsers: [...BREAK_GLASS, CONSULTANT], excludeGroups: [SERVICE_ACCOUNTS] },
          grant: mfa,
        },
      ],
    ],
  },
  'Block legacy authentication': {
    states: [[400, 'enabled']],
    // The exception for service accounts ends on day 52.
    parts: [
      [Number.POSITIVE_INFINITY, legacyBlocked({ excludeGroups: [SERVICE_ACCOUNTS] })],
      [52, legacyBlocked({})],
    ],
  },
  'Require compliant devices for finance': {
    states: [
      [75, REPORT_ONLY],
      [58, 'enabled'],
    ],
    parts: parts({
      users: { includeUsers: [], includeGroups: [FINANCE], excludeUsers: BREAK_GLASS },
      applications: { includeApplications: ['Office365'] },
      grant: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    }),
  },
  'Block sign-in from unexpected countries': {
    states: [[20, REPORT_ONLY]],
    parts: parts({
      users: { excludeUsers: [...BREAK_GLASS, DIRECTORY_SYNC] },
      conditions: {
        locations: {
          includeLocations: ['All'],
          excludeLocations: ['AllTrusted', '1d6f02b8-7ae3-49c5-8f14-d3b90c57e6a2'],
        },
      },
      grant: { builtInControls: ['block'] },
    }),
  },
  'Require password change for risky users': {
    states: [[8, REPORT_ONLY]],
    parts: parts({
      users: { excludeUsers: BREAK_GLASS, excludeRoles: ['d29b2b05-8046-44ba-8758-1e26182fcf32'] },
      conditions: { userRiskLevels: ['high'] },
      grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] },
    }),
  },
  'Trial: session lifetime of four hours': {
    states: [
      [68, REPORT_ONLY],
      [61, 'enabled'],
      [41, 'disabled'],
    ],
    parts: parts({
      users: {
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'b2bCollaborationGuest',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
            membershipKind: 'all',
          },
        },
      },
      session: {
        signInFrequency: {
          value: 4,
          type: 'hours',
          authenticationType: 'primaryAndSecondaryAuthentication',
          frequencyInterval: 'timeBased',
          isEnabled: true,
        },
        persistentBrowser: { mode: 'never', isEnabled: true },
      },
    }),
  },
};

function legacyBlocked(users: object): PolicyParts {
  return {
    users,
    conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
    grant: { builtInControls: ['block'] },
  };
}
