import { describe, expect, test } from '@jest/globals';
import { conditionalAccess } from '../../../lib/collectors/conditional-access/collector.ts';
import { readPolicy } from '../../../lib/collectors/conditional-access/policy-details.ts';
import { policyDetails } from '../../../lib/collectors/conditional-access/policy-view.ts';
import { policyBody } from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';
import { mfa } from './met-safeguards.ts';

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

  test('every number is known if all policies are disabled, or if the tenant has no policy', async () => {
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
