import { expect, test } from '@jest/globals';
import { conditionalAccess } from '../../lambdas/collectors/conditional-access.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const policy = (displayName: string, state: string, more: object = {}) => ({
  id: displayName,
  displayName,
  state,
  createdDateTime: '2026-01-01T00:00:00Z',
  modifiedDateTime: null,
  ...more,
});

async function read(policies: object[], securityDefaults = false) {
  const sandbox = await signedInSandbox({ tenant: { policies, securityDefaults } });
  return { ...(await sandbox.read(conditionalAccess)).observation, sandbox };
}

test('keeps enabled, report-only and disabled apart', async () => {
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
      { name: 'on', state: 'enabled' },
      { name: 'trial', state: 'reportOnly' },
      { name: 'off', state: 'disabled' },
    ],
    policiesOmitted: 0,
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

test('does not ask for security defaults where a policy is enabled', async () => {
  const { facts, sandbox } = await read([policy('on', 'enabled')]);
  expect(facts).not.toHaveProperty('securityDefaults');
  expect(sandbox.graphRequests()).toHaveLength(1);
});

test('says of a tenant without any policy that Graph may answer so without Entra ID P1 too', async () => {
  expect((await read([])).summary).toMatch(
    / Graph answers the same where the tenant has no Microsoft Entra ID P1\.$/,
  );
  expect((await read([{ id: 'p1', state: 'disabled' }])).summary).not.toContain('P1');
});

test('is partial, and counts nothing as enabled, where a state is unknown', async () => {
  const { facts, complete } = await read([policy('odd', 'enabledOnTuesdays')]);
  expect(facts).toMatchObject({ enabled: 0, policies: [{ name: 'odd', state: 'unknown' }] });
  expect(complete).toBe(false);
});

test('lists 200 names at the most and counts all', async () => {
  const { facts } = await read(Array.from({ length: 250 }, (_, index) => policy(`p${index}`, 'enabled')));
  expect(facts).toMatchObject({ enabled: 250, policiesOmitted: 50 });
  expect(facts.policies).toHaveLength(200);
});
