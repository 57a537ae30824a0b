import { expect, test } from '@jest/globals';
import { conditionalAccess } from '../../../lib/collectors/conditional-access/collector.ts';
import { policyDetails } from '../../../lib/collectors/conditional-access/policy-view.ts';
import { type PolicyParts, policyBody } from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import type { Facts } from '../../../lib/domain/observation.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';

/** Reads these policies, all enabled and named P, and returns the facts as the register stores them. */
async function factsOf(...policies: object[]): Promise<Facts> {
  const data = policies.map((policy, index) => ({
    id: `p${index}`,
    displayName: 'P',
    state: 'enabled',
    ...policy,
  }));
  const { read } = await signedInSandbox({ data: { '/identity/conditionalAccess/policies': data } });
  return JSON.parse(JSON.stringify((await read(conditionalAccess)).observation.facts)) as Facts;
}

async function lineOf(policy: object): Promise<string | undefined> {
  const [enabled] = policyDetails(await factsOf(policy))?.lists ?? [];
  return enabled?.names[0];
}

test.each<[string, PolicyParts]>([
  ['requires MFA; for all users; excludes no user; all apps', { grant: { builtInControls: ['mfa'] } }],
  [
    'requires MFA and a password change; for all users; excludes no user; all apps; at user risk high',
    {
      grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] },
      conditions: { userRiskLevels: ['high'] },
    },
  ],
  [
    'requires a compliant device or “faceScan” or the authentication strength “Unnamed strength”; for all users; excludes no user; all apps',
    { grant: { builtInControls: ['compliantDevice', 'faceScan'], authenticationStrength: {} } },
  ],
  [
    'blocks access; for 1 user, 2 groups and guests or external users; excludes 1 role; 2 apps (Office365)',
    {
      grant: { builtInControls: ['block'] },
      users: {
        includeUsers: ['u', 'GuestsOrExternalUsers'],
        includeGroups: ['g', 'h'],
        excludeRoles: ['r', 'R'],
      },
      applications: { includeApplications: ['Office365', '1d6f02b8-7ae3-49c5-8f14-d3b90c57e6a2'] },
    },
  ],
  [
    'requires nothing to grant access; for no user; excludes no user; user actions urn:user:registerdevice; session controls signInFrequency: 4 hours',
    {
      users: { includeUsers: ['None'] },
      applications: { includeApplications: [], includeUserActions: ['urn:user:registerdevice'] },
      session: {
        signInFrequency: { value: 4, type: 'hours', isEnabled: true },
        persistentBrowser: { isEnabled: false },
      },
    },
  ],
  [
    'requires nothing to grant access; for all users; excludes no user; all apps except 1 app; client types browser; from all locations except all trusted locations and 1 named location; on platforms all except iOS; at sign-in risk high, medium; further conditions devices, moonPhases',
    {
      applications: { excludeApplications: ['1d6f02b8-7ae3-49c5-8f14-d3b90c57e6a2'] },
      conditions: {
        clientAppTypes: ['browser'],
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', 'l'] },
        platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
        signInRiskLevels: ['high', 'medium'],
        devices: { deviceFilter: { mode: 'include', rule: 'x' } },
        moonPhases: ['full'],
      },
    },
  ],
])('describes a policy: %s', async (text, parts) => {
  expect(await lineOf(policyBody(parts))).toBe(`P: ${text}`);
});

test('describes a policy that could not be read', async () => {
  expect(await lineOf({ conditions: null })).toBe('P: its conditions or grant controls could not be read');
});

test('shows safeguards first, then the principals that enabled policies exclude', async () => {
  const users = { excludeUsers: ['u', 'GuestsOrExternalUsers'], excludeGroups: ['g'] };
  const facts = await factsOf(policyBody({ users, grant: { builtInControls: ['mfa'] } }));
  const { tables, notes, listed } = policyDetails(facts) ?? {};
  expect(tables).toHaveLength(1);
  expect(tables?.[0]?.columns).toEqual(['Safeguard', 'Enabled', 'Enabled, with exclusions', 'Report-only']);
  expect(tables?.[0]?.rows.slice(0, 3)).toEqual([
    ['MFA for all users', '1', '1', '0'],
    ['MFA for administrators', '1', '1', '0'],
    ['Block of legacy authentication', '0', '0', '0'],
  ]);
  expect(notes).toEqual([
    'Enabled policies exclude 1 user and 1 group, each counted once; 1 of them excludes guests or external users.',
  ]);
  expect(listed).toEqual(['policies', 'safeguards', 'excludedPrincipals', 'policiesExcludingGuests']);
});

test('shows evidence of version 1 by its names', () => {
  const facts = { enabled: 1, policies: [{ id: '1', name: 'MFA', state: 'enabled' }], policiesOmitted: 0 };
  expect(policyDetails(facts)).toMatchObject({
    listed: ['policies'],
    lists: [{ heading: 'Enabled: 1', names: ['MFA'] }, {}, {}],
    notes: [],
  });
});

test('leaves out details that have another form', () => {
  const policies = [{ name: 'P', state: 'enabled', requires: 'mfa', includes: 7, excludes: {}, apps: [] }];
  expect(policyDetails({ enabled: 1, policies, safeguards: 3 })?.lists[0]?.names).toEqual(['P']);
});

test('lists 200 policies of usual length, and details of as many as 60 kB hold', async () => {
  const usual = policyBody({ grant: { builtInControls: ['mfa'] } });
  const policies = Array.from({ length: 230 }, (_, index) => ({
    ...usual,
    id: `1d6f02b8-7ae3-49c5-8f14-d3b90c57e${String(index).padStart(3, '0')}`,
    displayName: 'CA104-Internals-IdentityProtection-AllApps-AnyPlatform-MFA',
  }));
  const facts = await factsOf(...policies);
  const listed = facts.policies as object[];
  const detailed = listed.filter((policy) => 'requires' in policy).length;
  expect([listed.length, facts.policiesOmitted]).toEqual([200, 30]);
  expect([detailed, facts.detailsOmitted]).toEqual([detailed, 200 - detailed]);
  expect(detailed).toBeGreaterThan(30);
  expect(facts.safeguards).toMatchObject({ mfaForAllUsers: { enabled: 230 } });
  expect(Buffer.byteLength(JSON.stringify(facts))).toBeLessThan(47_000);
  expect(policyDetails(facts)?.notes.at(-1)).toBe(
    `An observation holds 60 kB, so the details of ${200 - detailed} policies are left out.`,
  );
});
