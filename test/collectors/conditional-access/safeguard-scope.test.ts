import { describe, expect, test } from '@jest/globals';
import { ADMINISTRATOR_ROLE_IDS } from '../../../lib/collectors/conditional-access/administrator-roles.ts';
import type { SafeguardName } from '../../../lib/collectors/conditional-access/safeguard-rules.ts';
import {
  ADMINISTRATORS,
  type PolicyParts,
  policyBody,
} from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { both, met, mfa } from './met-safeguards.ts';

const admins: SafeguardName[] = ['mfaForAdministrators'];

describe('users: MFA for all apps, and for', () => {
  const [anAdministrator = ''] = ADMINISTRATOR_ROLE_IDS;
  test.each<[string, object, SafeguardName[]]>([
    ['all users except two', { excludeUsers: ['u1', 'u2'] }, both],
    [
      'all users except a group and guests',
      { excludeGroups: ['g'], excludeGuestsOrExternalUsers: { x: 1 } },
      both,
    ],
    ['all users except another role', { excludeRoles: ['r'] }, both],
    ['all users except an administrator role', { excludeRoles: [anAdministrator] }, ['mfaForAllUsers']],
    ['all users except all users', { excludeUsers: ['All'] }, []],
    ['all users except all users and none', { excludeUsers: ['All', 'None'] }, []],
    ['all users in small letters', { includeUsers: ['all'] }, both],
    ['some users', { includeUsers: ['u1'] }, []],
    ['no users', { includeUsers: ['None'] }, []],
    ['guests', { includeUsers: ['GuestsOrExternalUsers'] }, []],
    ['a group', { includeUsers: [], includeGroups: ['g'] }, []],
    ['the administrator roles', ADMINISTRATORS, admins],
    [
      'the administrator roles and others, in capitals',
      { includeUsers: [], includeRoles: [...ADMINISTRATOR_ROLE_IDS.map((id) => id.toUpperCase()), 'r'] },
      admins,
    ],
    [
      'all administrator roles but one',
      { includeUsers: [], includeRoles: ADMINISTRATOR_ROLE_IDS.slice(1) },
      [],
    ],
    [
      'the administrator roles, but one is excluded',
      { ...ADMINISTRATORS, excludeRoles: [anAdministrator] },
      [],
    ],
    ['all users, with a member that is not known', { excludeAgents: ['a'] }, []],
    ['all users, with an unknown member that is empty', { excludeAgents: [], agents: null }, both],
  ])('%s', (_, users, expected) => {
    expect(met(policyBody({ users, grant: mfa }))).toEqual(expected);
  });
});

describe('apps and conditions: MFA for all users, and', () => {
  const everywhere = { includeLocations: ['All'], excludeLocations: [] };
  const deviceFilter = { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } };
  test.each<[string, PolicyParts, boolean]>([
    ['an app is excluded', { applications: { excludeApplications: ['a'] } }, false],
    ['only Office 365', { applications: { includeApplications: ['Office365'] } }, false],
    ['no app', { applications: { includeApplications: [] } }, false],
    [
      'only a user action',
      { applications: { includeApplications: [], includeUserActions: ['urn:x'] } },
      false,
    ],
    ['an app filter', { applications: { applicationFilter: { mode: 'include', rule: 'x' } } }, false],
    ['a member of the apps that is not known', { applications: { networkAccess: {}, global: 'no' } }, false],
    ['all locations', { conditions: { locations: everywhere } }, true],
    [
      'trusted locations are excluded',
      { conditions: { locations: { ...everywhere, excludeLocations: ['AllTrusted'] } } },
      false,
    ],
    ['a named location', { conditions: { locations: { includeLocations: ['l'] } } }, false],
    [
      'all platforms',
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: [] } } },
      true,
    ],
    [
      'a platform is excluded',
      { conditions: { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } } },
      false,
    ],
    ['a platform', { conditions: { platforms: { includePlatforms: ['windows'] } } }, false],
    ['browsers only', { conditions: { clientAppTypes: ['browser'] } }, false],
    ['modern clients', { conditions: { clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] } }, false],
    [
      'each client type by its name',
      {
        conditions: {
          clientAppTypes: ['other', 'browser', 'exchangeActiveSync', 'mobileAppsAndDesktopClients'],
        },
      },
      true,
    ],
    ['no client type', { conditions: { clientAppTypes: null } }, false],
    ['a sign-in risk', { conditions: { signInRiskLevels: ['low'] } }, false],
    ['a user risk', { conditions: { userRiskLevels: ['none'] } }, false],
    ['a risk of workload identities', { conditions: { servicePrincipalRiskLevels: ['high'] } }, false],
    ['an insider risk', { conditions: { insiderRiskLevels: 'elevated' } }, false],
    ['a device filter', { conditions: { devices: deviceFilter } }, false],
    ['an empty device filter', { conditions: { devices: { deviceFilter: null } } }, true],
    [
      'authentication flows',
      { conditions: { authenticationFlows: { transferMethods: 'deviceCodeFlow' } } },
      false,
    ],
    [
      'workload identities',
      { conditions: { clientApplications: { includeServicePrincipals: ['s'] } } },
      false,
    ],
    ['a condition that is not known', { conditions: { moonPhases: ['full'] } }, false],
    ['an unknown condition that is false', { conditions: { onTuesdays: false } }, false],
    ['an unknown condition that is null', { conditions: { times: null, 'users@odata.type': 'x' } }, true],
  ])('%s: the rule is met: %#', (_, parts, isMet) => {
    expect(met(policyBody({ ...parts, grant: mfa }))).toEqual(isMet ? both : []);
  });
});
