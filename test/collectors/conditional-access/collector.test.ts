import { describe, expect, test } from '@jest/globals';
import { conditionalAccess } from '../../../lib/collectors/conditional-access/collector.ts';
import { policyBody } from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { graphRefusal, type SandboxAnswer } from '../../../lib/sandbox/answer.ts';
import { inTurn } from '../../support/collector-scenes.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';

const PATH = '/identity/conditionalAccess/policies';

const policy = (displayName: string, state: string, more: object = {}) => ({
  id: displayName,
  displayName,
  state,
  createdDateTime: '2026-01-01T00:00:00Z',
  modifiedDateTime: null,
  ...policyBody({ grant: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] } }),
  ...more,
});

/** The details of a policy that requires a managed device. */
const details = {
  requires: {
    operator: 'OR',
    controls: ['compliantDevice', 'domainJoinedDevice'],
    strength: null,
    block: false,
  },
  includes: { all: true, users: 0, groups: 0, roles: 0, guests: false },
  excludes: { users: 0, groups: 0, roles: 0, guests: false },
  apps: { all: true, included: 0, excluded: 0 },
  clientApps: ['all'],
  locations: null,
  platforms: null,
  risk: null,
  others: [],
  session: [],
};
const NOT_MET = { enabled: 0, reportOnly: 0, withExclusions: 0 };

async function read(policies: object[], securityDefaults = false) {
  const sandbox = await signedInSandbox({
    data: {
      [PATH]: policies,
      '/policies/identitySecurityDefaultsEnforcementPolicy': { isEnabled: securityDefaults },
    },
  });
  return { ...(await sandbox.read(conditionalAccess)).observation, sandbox };
}

test('counts enabled, report-only and disabled policies separately', async () => {
  const { facts, summary } = await read([
    policy('off', 'disabled'),
    policy('trial', 'enabledForReportingButNotEnforced'),
    policy('on', 'enabled', { modifiedDateTime: '2026-05-05T05:05:05Z' }),
  ]);
  expect(facts).toEqual({
    enabled: 1,
    reportOnly: 1,
    disabled: 1,
    policies: [
      { id: 'on', name: 'on', state: 'enabled', ...details },
      { id: 'trial', name: 'trial', state: 'reportOnly', ...details },
      { id: 'off', name: 'off', state: 'disabled', ...details },
    ],
    policiesOmitted: 0,
    detailsOmitted: 0,
    safeguards: {
      mfaForAllUsers: NOT_MET,
      mfaForAdministrators: NOT_MET,
      legacyAuthenticationBlocked: NOT_MET,
      riskySignInsChallenged: NOT_MET,
      riskyUsersChallenged: NOT_MET,
      compliantDeviceRequired: NOT_MET,
    },
    excludedPrincipals: { users: 0, groups: 0, roles: 0 },
    policiesExcludingGuests: 0,
    newest: '2026-05-05T05:05:05.000Z',
  });
  expect(summary).toBe('1 Conditional Access policy is enabled, 1 report-only, 1 disabled.');
});

test.each([true, false])(
  'says whether security defaults (%s) protect a tenant that enables no policy',
  async (on) => {
    const { facts, sandbox } = await read([policy('trial', 'enabledForReportingButNotEnforced')], on);
    expect(facts.securityDefaults).toBe(on);
    expect(sandbox.graphRequests()).toHaveLength(2);
  },
);

test('does not ask for security defaults if a policy is enabled', async () => {
  const { facts, sandbox } = await read([policy('on', 'enabled')]);
  expect(facts).not.toHaveProperty('securityDefaults');
  expect(sandbox.graphRequests()).toHaveLength(1);
});

test('always has the caveat that Graph leaves out policies with preview conditions', async () => {
  const { complete, caveats } = await read([policy('on', 'enabled')]);
  expect({ complete, caveats }).toEqual({
    complete: true,
    caveats: [expect.stringMatching(/^Graph's v1\.0 leaves out policies that use preview conditions/)],
  });
});

test('adds the caveat that an empty result can also mean that the tenant has no Entra ID P1', async () => {
  expect((await read([])).caveats).toContain(
    'Graph answers the same if the tenant has no Microsoft Entra ID P1',
  );
  expect((await read([{ id: 'p1', state: 'disabled' }])).caveats).toHaveLength(1);
});

describe('keeps the policies if security defaults cannot be read:', () => {
  const DEFAULTS = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';
  test.each<[string, SandboxAnswer | 'hang', RegExp]>([
    ['404', graphRefusal(404, 'Request_ResourceNotFound', 'Nothing there.'), /404 .*Nothing there\./],
    [
      '403',
      graphRefusal(403, 'AccessDenied', 'Required scopes are missing.'),
      /AccessDenied: .*scopes are missing/,
    ],
    ['503, each time', graphRefusal(503, 'ServiceUnavailable', 'Busy.'), /503 .*Busy\./],
    ['a body that is not JSON', { status: 200, body: '<html>' }, /cannot be used/],
    ['a value that is not a boolean', { status: 200, body: { isEnabled: 'yes' } }, /cannot be used/],
  ])('%s', async (_, answer, words) => {
    const sandbox = await signedInSandbox({
      data: { [PATH]: [policy('trial', 'enabledForReportingButNotEnforced')] },
      interfere: inTurn(DEFAULTS, answer),
    });
    const { complete, missing, facts } = (await sandbox.read(conditionalAccess)).observation;
    expect(complete).toBe(false);
    expect(missing).toEqual([
      expect.stringMatching(/^Whether security defaults protect the tenant was not read: /),
    ]);
    expect(missing[0]).toMatch(words);
    expect(facts).toMatchObject({ enabled: 0, reportOnly: 1 });
    expect(facts).not.toHaveProperty('securityDefaults');
  });

  test('the end of the time', async () => {
    const slow = { 'retry-after': '500' };
    const sandbox = await signedInSandbox({
      data: { [PATH]: [] },
      interfere: inTurn(DEFAULTS, { ...graphRefusal(429, 'TooManyRequests', ''), headers: slow }),
      timeLeft: 60_000,
    });
    const { complete, missing } = (await sandbox.read(conditionalAccess)).observation;
    expect({ complete, missing }).toEqual({ complete: false, missing: [expect.stringContaining('429')] });
  });
});

test.each([
  ['null', null],
  ['blank', '\u00a0'],
  ['invisible', '\u2800\u3164'],
  ['a list', ['MFA']],
])('calls a policy unnamed if its name is %s', async (_, displayName) => {
  const { facts, complete } = await read([policy('on', 'enabled', { displayName })]);
  expect(facts.policies).toEqual([{ id: 'on', name: 'Unnamed policy', state: 'enabled', ...details }]);
  expect(complete).toBe(true);
});

test.each([null, 7, '', 'Enabled'])('is partial if a state is %j', async (state) => {
  const { facts, complete } = await read([policy('on', 'enabled'), policy('odd', 'enabled', { state })]);
  expect(facts).toMatchObject({ enabled: 1, reportOnly: 0, disabled: 0 });
  expect(complete).toBe(false);
});

test('uses the newest plausible date', async () => {
  const { facts } = await read([
    policy('a', 'enabled', { modifiedDateTime: '2026-10-01T08:00+02:00' }),
    policy('b', 'enabled', { modifiedDateTime: '9999-12-31T23:59:59Z' }),
    policy('c', 'enabled', { modifiedDateTime: '0001-01-01T00:00:00Z' }),
  ]);
  expect(facts.newest).toBe('2026-10-01T06:00:00.000Z');
});

test('is partial, and counts no policy as enabled, if a state is unknown', async () => {
  const { facts, complete } = await read([policy('odd', 'enabledOnTuesdays')]);
  expect(facts).toMatchObject({ enabled: 0, policies: [{ id: 'odd', name: 'odd', state: 'unknown' }] });
  expect(complete).toBe(false);
});

test('lists at most 200 policies and counts all', async () => {
  const { facts } = await read(Array.from({ length: 250 }, (_, index) => policy(`p${index}`, 'enabled')));
  expect(facts).toMatchObject({ enabled: 250, policiesOmitted: 50 });
  expect(facts.policies).toHaveLength(200);
});

test('reads the policies without $count if Graph refuses it', async () => {
  const sandbox = await signedInSandbox({
    data: { [PATH]: [policy('on', 'enabled')] },
    interfere: ({ url }) =>
      url.searchParams.has('$count') ? graphRefusal(400, 'BadRequest', 'Count is not allowed.') : undefined,
  });
  const { observation } = await sandbox.read(conditionalAccess);
  expect(observation).toMatchObject({ complete: true, facts: { enabled: 1 } });
  const path = '/v1.0/identity/conditionalAccess/policies';
  expect(sandbox.graphRequests()).toEqual([`GET ${path}?$count=true`, `GET ${path}`]);
});

test('compares the number of policies read with Graph’s count', async () => {
  const { complete, sandbox } = await read(
    Array.from({ length: 250 }, (_, index) => policy(`p${index}`, 'enabled')),
  );
  expect(complete).toBe(true);
  expect(sandbox.graphRequests()[0]).toContain('?$count=true');
});
