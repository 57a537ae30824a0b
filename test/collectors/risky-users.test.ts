import { expect, test } from '@jest/globals';
import { riskyUsers } from '../../lambdas/collectors/risky-users.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const user = (id: string, riskLevel: string, riskState: string, more: object = {}) => ({
  id,
  riskLevel,
  riskState,
  userPrincipalName: `${id}@example.com`,
  riskLastUpdatedDateTime: '2026-11-20T00:00:00Z',
  ...more,
});

async function read(users: object[], includeUserNames = false) {
  const sandbox = await signedInSandbox({ tenant: { riskyUsers: users }, settings: { includeUserNames } });
  return { ...(await sandbox.read(riskyUsers)).observation, sandbox };
}

test('counts who is at risk or compromised, at medium or high level', async () => {
  const { facts } = await read([
    user('a', 'high', 'atRisk'),
    user('b', 'medium', 'confirmedCompromised', { riskLastUpdatedDateTime: '2026-11-22T10:00:00Z' }),
    user('c', 'low', 'atRisk'),
    user('d', 'high', 'remediated'),
    user('e', 'high', 'dismissed'),
  ]);
  expect(facts).toEqual({
    atRisk: 2,
    byLevel: { high: 1, medium: 1 },
    byState: { atRisk: 1, confirmedCompromised: 1 },
    newest: '2026-11-22T10:00:00.000Z',
    lowLevel: 1,
  });
});

test('is partial where Graph hides the level of a user at risk', async () => {
  const { complete, missing, facts } = await read([user('a', 'hidden', 'atRisk')]);
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: [expect.stringContaining('not counted: 1')],
  });
  expect(facts.atRisk).toBe(0);
});

test('neither keeps nor asks for a name', async () => {
  const { facts, sandbox } = await read([user('a', 'high', 'atRisk')]);
  expect(JSON.stringify(facts)).not.toContain('example.com');
  expect(sandbox.graphRequests()[0]).not.toContain('userPrincipalName');
});

test('keeps up to ten names where the connection wants them', async () => {
  const many = Array.from({ length: 12 }, (_, index) => user(`u${index}`, 'high', 'atRisk'));
  const { facts } = await read(many, true);
  expect(facts.userNames).toHaveLength(10);
  expect(facts).toMatchObject({ atRisk: 12 });
});

test('reads page after page at the pace that Identity Protection allows, without being throttled', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => user(`u${index}`, 'high', 'atRisk'));
  const { facts, provenance, sandbox } = await read(many);
  expect(facts.atRisk).toBe(1_200);
  expect(provenance).toMatchObject({ pages: 3, requests: 3 });
  expect(sandbox.graphRequests()[0]).toContain('$top=500');
});
