import { describe, expect, test } from '@jest/globals';
import { ADMINISTRATOR_ROLE_IDS } from '../../../lib/collectors/conditional-access/administrator-roles.ts';
import { conditionalAccess } from '../../../lib/collectors/conditional-access/collector.ts';
import { readPolicy } from '../../../lib/collectors/conditional-access/policy-details.ts';
import { policyDetails } from '../../../lib/collectors/conditional-access/policy-view.ts';
import {
  SAFEGUARD_NAMES,
  SAFEGUARD_RULES,
  type SafeguardName,
} from '../../../lib/collectors/conditional-access/safeguard-rules.ts';
import {
  ADMINISTRATORS,
  PHISHING_RESISTANT,
  type PolicyParts,
  policyBody,
} from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';

/** Returns the names of the safeguards whose rule a policy meets. Returns an empty list if it cannot be read. */
function met(body: object): SafeguardName[] {
  const { conditions, grantControls } = body as Record<string, unknown>;
  const policy = readPolicy(conditions, grantControls);
  return policy ? SAFEGUARD_NAMES.filter((name) => SAFEGUARD_RULES[name](policy)) : [];
}

const grant = (...builtInControls: string[]) => ({ builtInControls });
const and = (...builtInControls: string[]) => ({ operator: 'AND' as const, builtInControls });
const mfa = grant('mfa');
const block = grant('block');
const both: SafeguardName[] = ['mfaForAllUsers', 'mfaForAdministrators'];
const admins: SafeguardName[] = ['mfaForAdministrators'];
const legacy: SafeguardName[] = ['legacyAuthenticationBlocked'];
const ownStrength = (requirementsSatisfied?: string) => ({
  authenticationStrength: { id: 'f00', displayName: 'Ours', requirementsSatisfied },
});

const weakStrength = {
  authenticationStrength: {
    ...ownStrength('mfa').authenticationStrength,
    allowedCombinations: ['fido2', 'password'],
  },
};

describe('grant controls: a policy for all users and apps that requires', () => {
  test.each<[string, PolicyParts['grant'], SafeguardName[]]>([
    ['MFA', mfa, both],
    ['MFA and a compliant device', and('mfa', 'compliantDevice'), [...both, 'compliantDeviceRequired']],
    ['MFA or a compliant device', grant('mfa', 'compliantDevice'), []],
    [
      'MFA or a device, by an operator in small letters',
      { ...grant('mfa', 'x'), operator: 'or' as 'OR' },
      [],
    ],
    ['MFA and a device, by an unknown operator', { ...grant('mfa', 'x'), operator: 'XOR' as 'OR' }, []],
    ['MFA and a password change', and('mfa', 'passwordChange'), both],
    ['MFA or terms of use', { ...mfa, termsOfUse: ['t'] } as object, []],
    ['MFA and terms of use', { ...and('mfa'), termsOfUse: ['t'] } as object, both],
    ['MFA or a custom control', { ...mfa, customAuthenticationFactors: ['c'] } as object, []],
    ['MFA or a control that is not known', grant('mfa', 'faceScan'), []],
    ['MFA or a member that is not known', { ...mfa, faceScan: { isEnabled: true } } as object, []],
    ['a strength of Microsoft', { authenticationStrength: PHISHING_RESISTANT }, both],
    [
      'a strength of Microsoft, sent with its id only',
      { authenticationStrength: { id: PHISHING_RESISTANT.id } },
      both,
    ],
    ['a strength of the tenant that satisfies MFA', ownStrength('mfa'), both],
    ['a strength of the tenant that does not satisfy MFA', ownStrength('none'), []],
    ['a strength with an unknown requirement', ownStrength('unknownFutureValue'), []],
    ['a strength of the tenant, sent without its requirement', ownStrength(), []],
    [
      'a strength or a compliant device',
      { ...grant('compliantDevice'), authenticationStrength: PHISHING_RESISTANT },
      [],
    ],
    ['a compliant device', grant('compliantDevice'), ['compliantDeviceRequired']],
    ['a compliant or a hybrid joined device', grant('compliantDevice', 'domainJoinedDevice'), []],
    ['a hybrid joined device', grant('domainJoinedDevice'), []],
    ['nothing', grant(), []],
    ['MFA, but blocks', and('mfa', 'block'), legacy],
    ['nothing, because it blocks', block, legacy],
    ['MFA or a block, because a user may choose MFA', grant('mfa', 'block'), []],
    ['a strength that satisfies MFA, but allows a password alone', weakStrength, []],
  ])('%s', (_, controls, expected) => {
    expect(met(policyBody(controls ? { grant: controls } : {}))).toEqual(expected);
  });

  test('session controls only', () => {
    expect(met(policyBody({ session: { signInFrequency: { value: 4, type: 'hours' } } }))).toEqual([]);
  });
});

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

describe('legacy authentication and risk:', () => {
  const clients = (...clientAppTypes: string[]) => ({ conditions: { clientAppTypes }, grant: block });
  const risk = (levels: object, controls: PolicyParts['grant']) =>
    ({ conditions: levels, grant: controls }) as PolicyParts;
  const signIns = { signInRiskLevels: ['high', 'medium'] };
  const users = { userRiskLevels: ['high'] };
  test.each<[string, PolicyParts, SafeguardName[]]>([
    ['blocks both legacy clients', clients('exchangeActiveSync', 'other'), legacy],
    ['blocks Exchange ActiveSync only', clients('exchangeActiveSync'), []],
    ['blocks other clients only', clients('other'), []],
    ['requires MFA of legacy clients', { ...clients('exchangeActiveSync', 'other'), grant: mfa }, []],
    [
      'blocks legacy clients of one app',
      { ...clients('exchangeActiveSync', 'other'), applications: { includeApplications: ['a'] } },
      [],
    ],
    [
      'blocks legacy clients of a group',
      { ...clients('exchangeActiveSync', 'other'), users: { includeUsers: [], includeGroups: ['g'] } },
      [],
    ],
    ['requires MFA at sign-in risk', risk(signIns, mfa), ['riskySignInsChallenged']],
    ['blocks at sign-in risk', risk(signIns, block), ['riskySignInsChallenged']],
    [
      'requires MFA at all levels',
      risk({ signInRiskLevels: ['low', 'medium', 'high'] }, mfa),
      ['riskySignInsChallenged'],
    ],
    ['requires MFA at high sign-in risk only', risk({ signInRiskLevels: ['high'] }, mfa), []],
    ['requires a compliant device at sign-in risk', risk(signIns, grant('compliantDevice')), []],
    ['requires MFA or a device at sign-in risk', risk(signIns, grant('mfa', 'compliantDevice')), []],
    [
      'requires a password change at user risk',
      risk(users, and('mfa', 'passwordChange')),
      ['riskyUsersChallenged'],
    ],
    ['blocks at user risk', risk(users, block), ['riskyUsersChallenged']],
    ['requires MFA at user risk', risk(users, mfa), ['riskyUsersChallenged']],
    ['requires MFA at medium user risk only', risk({ userRiskLevels: ['medium'] }, mfa), []],
    ['requires MFA at both risks together', risk({ ...signIns, ...users }, mfa), []],
    [
      'has only session controls at user risk',
      { conditions: users, session: { persistentBrowser: { mode: 'never' } } },
      [],
    ],
  ])('a policy that %s', (_, parts, expected) => {
    expect(met(policyBody(parts))).toEqual(expected);
  });
});

const readable = policyBody({ grant: mfa });

test.each<[string, object]>([
  ['no conditions', { conditions: undefined }],
  ['conditions that are null', { conditions: null }],
  ['conditions that are a list', { conditions: [] }],
  ['users that are a text', { conditions: { users: 'All' } }],
  ['a text instead of a list of users', { conditions: { users: { includeUsers: 'All' } } }],
  [
    'a number among the excluded users',
    { conditions: { users: { includeUsers: ['All'], excludeUsers: [7] } } },
  ],
  ['no grant controls', { grantControls: undefined }],
  ['grant controls that are a text', { grantControls: 'mfa' }],
  ['built-in controls that are a text', { grantControls: { builtInControls: 'mfa' } }],
])('counts a policy with %s, has null for its details, and is partial', async (_, body) => {
  const policies = [
    { id: 'good', ...readable },
    { id: 'odd', ...readable, ...body },
  ].map((policy) => ({
    ...policy,
    state: 'enabled',
  }));
  const { read } = await signedInSandbox({ data: { '/identity/conditionalAccess/policies': policies } });
  const { complete, missing, facts } = (await read(conditionalAccess)).observation;
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: ['The conditions or grant controls of 1 policy could not be read, so no safeguard counts them'],
  });
  expect(facts).toMatchObject({ enabled: 2, safeguards: { mfaForAllUsers: { enabled: 1 } } });
  expect((facts.policies as object[])[1]).toMatchObject({
    id: 'odd',
    requires: null,
    includes: null,
    excludes: null,
  });
});

test('counts policies by state, and the enabled ones with exclusions', async () => {
  const one = (state: string, users: object, index: number) => ({
    id: `p${index}`,
    state,
    ...policyBody({ users, grant: mfa }),
  });
  const policies = [
    one('enabled', {}, 1),
    one('enabled', { excludeUsers: ['u1', 'U1', 'u2'], excludeRoles: ['r'] }, 2),
    one('enabled', { excludeUsers: ['u2', 'GuestsOrExternalUsers'], excludeGroups: ['g'] }, 3),
    one('enabledForReportingButNotEnforced', { excludeUsers: ['u3'] }, 4),
    one('disabled', { excludeUsers: ['u4'] }, 5),
    one('enabledOnTuesdays', {}, 6),
  ];
  const { read } = await signedInSandbox({ data: { '/identity/conditionalAccess/policies': policies } });
  const { facts } = (await read(conditionalAccess)).observation;
  expect(facts).toMatchObject({
    safeguards: { mfaForAllUsers: { enabled: 3, reportOnly: 1, withExclusions: 2 } },
    excludedPrincipals: { users: 2, groups: 1, roles: 1 },
    policiesExcludingGuests: 1,
  });
});

describe('if no policy of a state can be read', () => {
  const unreadable = { conditions: null };
  const factsOf = async (...policies: object[]) => {
    const data = {
      '/identity/conditionalAccess/policies': policies.map((one, id) => ({ id: `p${id}`, ...one })),
    };
    const { read } = await signedInSandbox({ data });
    return (await read(conditionalAccess)).observation.facts;
  };
  const [on, trial] = [{ state: 'enabled' }, { state: 'enabledForReportingButNotEnforced' }];

  test('safeguards and exclusions of enabled policies are null, because zero would mean no policy', async () => {
    const facts = await factsOf({ ...on, ...unreadable }, { ...trial, ...readable });
    expect(facts).toMatchObject({
      safeguards: null,
      excludedPrincipals: null,
      policiesExcludingGuests: null,
    });
    const { listed, tables, notes } = policyDetails(facts) ?? {};
    expect(listed).toEqual(['policies', 'safeguards', 'excludedPrincipals', 'policiesExcludingGuests']);
    expect(tables).toBeUndefined();
    expect(notes).toEqual([
      'Safeguards are not known: no enabled or no report-only policy could be read.',
      'Exclusions are not known: no enabled policy could be read.',
    ]);
  });

  test('safeguards are null for report-only policies, and exclusions still count enabled ones', async () => {
    expect(await factsOf({ ...on, ...readable }, { ...trial, ...unreadable })).toMatchObject({
      safeguards: null,
      excludedPrincipals: { users: 0, groups: 0, roles: 0 },
      policiesExcludingGuests: 0,
    });
  });

  test('no number is null if the policies are disabled, or if there is none', async () => {
    for (const policies of [[], [{ state: 'disabled', ...unreadable }]]) {
      expect(await factsOf(...policies)).toMatchObject({
        safeguards: { mfaForAllUsers: { enabled: 0, reportOnly: 0 } },
        policiesExcludingGuests: 0,
      });
    }
  });
});

test('cannot read conditions without users, so no number of users reads as zero', () => {
  const grantControls = { operator: 'OR', builtInControls: ['mfa'] };
  expect(readPolicy({}, grantControls)).toBeUndefined();
  expect(readPolicy({ users: null }, grantControls)).toBeDefined();
});
