import { expect, test } from '@jest/globals';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { graphRefusal, type SandboxRequest } from '../../lib/sandbox/answer.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { rejection, signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const USERS = '/v1.0/identityProtection/riskyUsers';
const answers = (status: number, headers = {}) => ({ ...graphRefusal(status, 'Code', 'Text.'), headers });

test.each([408, 429, 500, 502, 503, 504, 509])(
  'asks again after %i, and reports why it waits',
  async (status) => {
    const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answers(status), page([])) });
    const { observation } = await sandbox.read(securityAlerts);
    expect(observation.provenance).toMatchObject({ pages: 1, requests: 2 });
    expect(sandbox.progress[0]).toMatchObject({ kind: 'retry', why: `Graph answered ${status}` });
  },
);

test('asks again if the connection breaks during an answer', async () => {
  const broken = { ...page([{ id: 'a' }]), cutOff: true };
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, broken, page([])) });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.provenance.requests).toBe(2);
  expect(sandbox.progress[0]).toMatchObject({ kind: 'retry', why: 'the answer cannot be read' });
});

test('names the request-id of an answer that is cut off each time', async () => {
  const broken = { ...page([{ id: 'a' }]), headers: { 'request-id': 'r-1' }, cutOff: true };
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, broken) });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.name).toBe('GraphAnswerMalformed');
  expect(error.message).toContain(
    'cannot be used: the connection ended before the body did (request-id r-1)',
  );
  expect(sandbox.graphRequests()).toHaveLength(5);
});

test('throws GraphUnavailable after five tries', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answers(503)) });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.name).toBe('GraphUnavailable');
  expect(sandbox.graphRequests()).toHaveLength(5);
});

test.each([400, 403, 404, 410])('never asks again after %i', async (status) => {
  const sandbox = await signedInSandbox({ interfere: inTurn(USERS, answers(status)) });
  await rejection(sandbox.read(riskyUsers));
  expect(sandbox.graphRequests()).toHaveLength(1);
});

test('asks once more after 401, then fails', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answers(401)) });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.name).toBe('GraphRefused');
  expect(failureOf(error).remedy).toContain('cloud');
  expect(sandbox.graphRequests()).toHaveLength(2);
});

test('collects if the second try after 401 succeeds', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answers(401), page([])) });
  expect((await sandbox.read(securityAlerts)).outcome).toBe('collected');
});

test('asks once more after a 401 that follows another fault', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answers(503), answers(401), page([])) });
  expect((await sandbox.read(securityAlerts)).observation.provenance.requests).toBe(3);
});

test('does not wait for a Retry-After that is longer than the time left', async () => {
  const interfere = inTurn(PATH, answers(429, { 'retry-after': '61' }));
  const sandbox = await signedInSandbox({ interfere, timeLeft: 60_000 });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.name).toBe('GraphUnavailable');
  expect(sandbox.clock.slept).toEqual([]);
});

test('ends at its deadline between pages', async () => {
  const sandbox = await signedInSandbox({
    data: { '/identityProtection/riskyUsers': users(1_500) },
    timeLeft: 2_000,
  });
  const error = await rejection<SyncError>(sandbox.read(riskyUsers));
  expect(error.name).toBe('CollectorDeadlineExceeded');
  expect(failureOf(error).remedy).toContain('Nothing of this collector was recorded');
});

test('cancels a request without an answer at the deadline, and names the deadline as the cause', async () => {
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, 'hang'), timeLeft: 30 });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(error.name).toBe('CollectorDeadlineExceeded');
  expect(error.message).toContain('before GET /v1.0/security/alerts_v2 was answered');
});

test('ends endless empty pages at its deadline, and names no network fault', async () => {
  const interfere = ({ url }: SandboxRequest, nth: number) =>
    url.pathname === PATH
      ? page([], { '@odata.nextLink': `https://${url.host}${PATH}?$skip=${nth}` })
      : undefined;
  const sandbox = await signedInSandbox({ interfere, timeLeft: 1_000, latency: 20 });
  expect((await rejection(sandbox.read(securityAlerts))).name).toBe('CollectorDeadlineExceeded');
  expect(sandbox.graphRequests().length).toBeGreaterThan(40);
});

test('does not follow a redirect', async () => {
  const redirect = {
    status: 302,
    headers: { location: 'https://graph.microsoft.com/v1.0/elsewhere' },
    body: '',
  };
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, redirect) });
  expect((await rejection(sandbox.read(securityAlerts))).name).toBe('GraphRefused');
  expect(sandbox.graphRequests()).toHaveLength(1);
});

test('risky users and Conditional Access both succeed with one request a second if they start together', async () => {
  const sandbox = await signedInSandbox();
  const outcomes = await Promise.all([sandbox.read(riskyUsers), sandbox.read(conditionalAccess)]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['collected', 'collected']);
  const throttled = sandbox.progress.filter(({ kind }) => kind === 'retry');
  expect(throttled).toEqual([expect.objectContaining({ why: 'Graph answered 429' })]);
});

test('removes the token from Graph’s words', async () => {
  let token = '';
  const sandbox = await signedInSandbox({
    interfere: ({ url, headers }) => {
      if (url.pathname !== PATH) return undefined;
      token = headers.authorization?.replace('Bearer ', '') ?? '';
      return graphRefusal(403, token, `You sent ${headers.authorization}`);
    },
  });
  const error = await rejection<SyncError>(sandbox.read(securityAlerts));
  expect(token.length).toBeGreaterThan(100);
  expect(error.message).toContain('refused: [left out: a credential]: [left out: a credential] (request-id');
  expect(JSON.stringify([error.message, error.details, error.stack])).not.toContain(token);
});

function users(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `u${index}`,
    riskLevel: 'high',
    riskState: 'atRisk',
  }));
}
