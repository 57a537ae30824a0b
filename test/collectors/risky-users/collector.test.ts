import { describe, expect, test } from '@jest/globals';
import { riskyUsers } from '../../../lib/collectors/risky-users/collector.ts';
import type { SyncError } from '../../../lib/domain/errors.ts';
import type { SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { inTurn, page } from '../../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../../support/signed-in-sandbox.ts';

const user = (id: string, riskLevel: string, riskState: string, more: object = {}) => ({
  id,
  riskLevel,
  riskState,
  userPrincipalName: `${id}@example.com`,
  riskLastUpdatedDateTime: '2026-11-20T00:00:00Z',
  ...more,
});

async function read(users: object[], includeUserNames = false) {
  const sandbox = await signedInSandbox({
    data: { '/identityProtection/riskyUsers': users },
    settings: { options: { includeUserNames } },
  });
  return { ...(await sandbox.read(riskyUsers)).observation, sandbox };
}

test('counts users at risk or compromised, at medium or high level', async () => {
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
    age: { under7Days: 2, from7To30Days: 0, over30Days: 0, unknown: 0 },
    newest: '2026-11-22T10:00:00.000Z',
    lowLevel: 1,
    deleted: 0,
  });
});

test('is partial if Graph hides the level of a user at risk', async () => {
  const { complete, missing, facts } = await read([user('a', 'hidden', 'atRisk')]);
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: [expect.stringContaining('not counted: 1')],
  });
  expect(facts.atRisk).toBe(0);
});

test('does not ask for names, and does not store them', async () => {
  const { facts, sandbox } = await read([user('a', 'high', 'atRisk')]);
  expect(JSON.stringify(facts)).not.toContain('example.com');
  expect(sandbox.graphRequests()[0]).not.toContain('userPrincipalName');
});

test('keeps up to ten names if the connection asks for them', async () => {
  const many = Array.from({ length: 12 }, (_, index) => user(`u${index}`, 'high', 'atRisk'));
  const { facts } = await read(many, true);
  expect(facts.userNames).toHaveLength(10);
  expect(facts).toMatchObject({ atRisk: 12 });
});

test('reads pages at the pace of Identity Protection, and is not throttled', async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => user(`u${index}`, 'high', 'atRisk'));
  const { facts, provenance, sandbox } = await read(many);
  expect(facts.atRisk).toBe(1_200);
  expect(provenance).toMatchObject({ pages: 3, requests: 3 });
  expect(sandbox.graphRequests()[0]).toContain('$top=500');
});

test('counts deleted accounts separately, at any level', async () => {
  const { facts, summary, complete, sandbox } = await read([
    user('a', 'high', 'atRisk'),
    user('b', 'high', 'atRisk', { isDeleted: true }),
    user('c', 'low', 'confirmedCompromised', { isDeleted: true }),
    user('d', 'medium', 'atRisk', { isDeleted: null }),
    user('e', 'medium', 'remediated', { isDeleted: true }),
  ]);
  expect(facts).toMatchObject({ atRisk: 2, byLevel: { high: 1, medium: 1 }, lowLevel: 0, deleted: 2 });
  expect(summary).toBe(
    'Identity Protection flags 2 users: 1 at high risk, 1 at medium risk; it also flags 2 deleted accounts.',
  );
  expect(complete).toBe(true);
  expect(decodeURIComponent(sandbox.graphRequests()[0] ?? '')).toMatch(/\$select=[\w,]*isDeleted/);
});

test.each(['hidden', 'none', 'unknownFutureValue', 'critical', '', null, 7])(
  'says "at least" if a user at risk has the level %j',
  async (level) => {
    const odd = user('odd', 'high', 'atRisk', { riskLevel: level });
    const alone = await read([odd]);
    expect(alone).toMatchObject({ complete: false, facts: { atRisk: 0 } });
    expect(alone.summary).toContain('lists 1 user whose risk level or state is not known');
    const among = await read([odd, user('a', 'high', 'atRisk')]);
    expect(among).toMatchObject({ complete: false, facts: { atRisk: 1 } });
    expect(among.summary).toContain(
      'flags at least 1 user: at least 1 at high risk, at least 0 at medium risk, and lists 1 user whose',
    );
  },
);

test.each(['unknownFutureValue', 'atLarge', null, 7])('is partial if a risk state is %j', async (state) => {
  const users = [user('odd', 'high', 'atRisk', { riskState: state }), user('a', 'high', 'atRisk')];
  const path = '/v1.0/identityProtection/riskyUsers';
  const sandbox = await signedInSandbox({ interfere: inTurn(path, page(users)) });
  const { complete, missing, facts, summary } = (await sandbox.read(riskyUsers)).observation;
  expect({ complete, atRisk: facts.atRisk }).toEqual({ complete: false, atRisk: 1 });
  expect(missing).toEqual([
    'Users in a risk state that this version does not know, and who are not counted: 1',
  ]);
  expect(summary).toContain('at least 1 user');
});

test('leaves out users in a state without risk if Graph ignores the filter', async () => {
  const path = '/v1.0/identityProtection/riskyUsers';
  const states = ['none', 'confirmedSafe', 'remediated', 'dismissed', 'atRisk'];
  const users = states.map((state) => user(state, 'high', state));
  const sandbox = await signedInSandbox({
    interfere: inTurn(path, page(users, { '@odata.count': 5 })),
  });
  expect((await sandbox.read(riskyUsers)).observation).toMatchObject({
    complete: true,
    facts: { atRisk: 1 },
  });
});

test('ignores an implausible date of a change', async () => {
  const { facts } = await read([
    user('a', 'high', 'atRisk', { riskLastUpdatedDateTime: '2026-11-20T00:00Z' }),
    user('b', 'high', 'atRisk', { riskLastUpdatedDateTime: '2030-01-01T00:00:00Z' }),
    user('c', 'high', 'atRisk', { riskLastUpdatedDateTime: '' }),
  ]);
  expect(facts.newest).toBe('2026-11-20T00:00:00.000Z');
});

describe('at the pace of Graph’s limit,', () => {
  const path = '/v1.0/identityProtection/riskyUsers';
  const pageOf500 = (nth: number, last: number) =>
    page(
      Array.from({ length: 500 }, (_, index) => ({
        id: `${nth}-${index}`,
        riskLevel: 'high',
        riskState: 'atRisk',
      })),
      nth < last ? { '@odata.nextLink': `https://graph.microsoft.com${path}?$skiptoken=${nth}` } : {},
    );
  const pagesUpTo =
    (last: number) =>
    ({ url }: SandboxRequest, nth: number) =>
      url.pathname === path ? pageOf500(nth, last) : undefined;

  test('reads 100,500 users in less than half of the ten minutes', async () => {
    const sandbox = await signedInSandbox({ interfere: pagesUpTo(201) });
    const start = sandbox.clock.now();
    const { observation } = await sandbox.read(riskyUsers);
    expect(observation).toMatchObject({ complete: true, facts: { atRisk: 100_500 } });
    expect(sandbox.clock.now() - start).toBeLessThan(300_000);
    expect(Math.min(...sandbox.clock.slept)).toBeGreaterThanOrEqual(1_100);
  });

  test('names the pages read and the limit if the time is too short', async () => {
    const sandbox = await signedInSandbox({ interfere: pagesUpTo(1_000), timeLeft: 90_000 });
    const error = await rejection<SyncError>(sandbox.read(riskyUsers));
    expect(error.name).toBe('CollectorDeadlineExceeded');
    expect(error.message).toMatch(
      /; \d\d pages with \d+ objects had been read\. Graph allows one request a second for this source/,
    );
  });
});
