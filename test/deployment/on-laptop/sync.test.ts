import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { graphRefusal } from '../../../lib/sandbox/answer.ts';
import { SANDBOX_TENANTS, type SandboxTenantName } from '../../../lib/sandbox/tenant-names.ts';
import { outcomesOf, syncSandbox } from '../../support/local-sync.ts';

const all = (outcome: string) => Object.fromEntries(COLLECTORS.map(({ id }) => [id, outcome]));
const COLLECTED = all('collected');
const REJECTED = 'rejected SignInRejected';

/** Variant to the end of its sync and the outcome of each collector. */
const EXPECTED: Record<string, [ending: string, outcomes: Record<string, string>]> = {
  healthy: ['complete', COLLECTED],
  'no-p2': ['complete', { ...COLLECTED, 'risky-users': 'skipped license-missing' }],
  'no-consent': [
    'incomplete',
    { ...all('failed PermissionMissing'), 'risky-users': 'skipped permission-missing' },
  ],
  'old-consent': ['incomplete', { ...COLLECTED, 'security-alerts': 'failed PermissionMissing' }],
  'too-much-consent': ['complete', COLLECTED],
  'bad-secret': [REJECTED, {}],
  'expired-secret': [REJECTED, {}],
  blocked: [REJECTED, {}],
  throttled: ['complete', COLLECTED],
  outage: ['incomplete', { ...COLLECTED, 'security-alerts': 'failed GraphUnavailable' }],
  partial: ['complete', COLLECTED],
  empty: ['complete', COLLECTED],
  'many-alerts': ['complete', COLLECTED],
  hostile: ['complete', COLLECTED],
};

test('there is an expectation for every variant of the sandbox tenant', () => {
  expect(Object.keys(EXPECTED)).toEqual(Object.keys(SANDBOX_TENANTS));
});

describe.each(Object.entries(EXPECTED) as [SandboxTenantName, (typeof EXPECTED)[string]][])(
  'a sync of the tenant %s',
  (variant, [ending, outcomes]) => {
    test('ends as expected, with evidence of exactly the collected sources', async () => {
      const { run, evidence, result, requests } = await syncSandbox(variant);
      expect([run?.status, run?.error?.name].filter(Boolean).join(' ')).toBe(ending);
      expect(outcomesOf(run)).toEqual(outcomes);
      expect(evidence.map(({ collector }) => collector)).toEqual(
        Object.keys(outcomes).filter((id) => outcomes[id] === 'collected'),
      );
      expect(result.ended).toBe(ending === 'complete' ? 'succeeded' : 'failed');
      expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
      expect(requests.join()).not.toMatch(/security\/alerts[?,]/);
    });
  },
);

test('a failure says in the execution what happened and what to do', async () => {
  const { result } = await syncSandbox('old-consent');
  expect(result).toMatchObject({
    ended: 'failed',
    error: 'SyncIncomplete',
    cause: expect.stringMatching(/^security-alerts: .*Grant the app registration.*SecurityAlert\.Read\.All/),
  });
});

test('a skip keeps Graph’s error and its remedy in the register', async () => {
  const { run } = await syncSandbox('no-p2');
  expect(run?.outcomes.find(({ outcome }) => outcome === 'skipped')).toEqual({
    collector: 'risky-users',
    outcome: 'skipped',
    reason: 'license-missing',
    remedy: expect.stringContaining('Microsoft Entra ID P2'),
    graph: {
      status: 403,
      code: 'Forbidden',
      message: 'Your tenant is not licensed for this feature.',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
});

test('a connection that names its tenant by domain, then by id, has one tenant', async () => {
  const first = await syncSandbox('healthy');
  const { secret, connection } = first;
  const domain = 'Lindqvist.EXAMPLE';
  const byDomain = async () => JSON.stringify({ ...secret, tenantId: domain });
  const second = await syncSandbox('healthy', { connection, secrets: byDomain });
  expect(second.requests[0]).toContain(`/${domain.toLowerCase()}/`);
  for (const { run, evidence } of [first, second]) {
    expect(run?.tenantId).toBe(secret.tenantId);
    for (const { tenantId, provenance } of evidence)
      expect([tenantId, provenance.tenantId]).toEqual([secret.tenantId, secret.tenantId]);
  }
  expect(second.run?.status).toBe('complete');
});

test('the remedy of a source that failed on this machine names the local command', async () => {
  const { run, connection } = await syncSandbox('outage');
  expect(run?.outcomes).toContainEqual({
    collector: 'security-alerts',
    outcome: 'failed',
    error: expect.objectContaining({
      remedy: expect.stringContaining(`Run "npx m365-evidence sync ${connection} --sandbox outage" again`),
    }),
    graph: expect.objectContaining({ status: 503, code: 'ServiceUnavailable' }),
  });
});

test('every collector that needs a licence is skipped if Graph reports that it is missing', async () => {
  const { run } = await syncSandbox('healthy', {
    interfere: ({ method }) =>
      method === 'GET' ? graphRefusal(403, 'AADB2C', 'An exception has occurred.') : undefined,
  });
  expect(run?.status).toBe('incomplete');
  expect(outcomesOf(run)).toEqual({
    ...all('skipped license-missing'),
    'secure-score': 'failed RefusedDespitePermission',
  });
});

test('Authenticate, then the workflow, retry a sign-in while Entra is busy', async () => {
  const busy = {
    status: 503,
    body: { error: 'temporarily_unavailable', error_description: 'AADSTS90033: busy' },
  };
  const { run, events, requests } = await syncSandbox('healthy', {
    interfere: ({ method }, nth) => (method === 'POST' && nth <= 4 ? busy : undefined),
  });
  expect(run?.status).toBe('complete');
  expect(events).toContainEqual({
    kind: 'again',
    part: 'sign-in',
    why: expect.objectContaining({ name: 'SignInUnavailable' }),
  });
  expect(events.filter(({ kind }) => kind === 'again')).toHaveLength(4);
  expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(5);
});

test('the sync is rejected and recorded if Entra stays busy for four times three tries', async () => {
  const busy = {
    status: 503,
    body: { error: 'temporarily_unavailable', error_description: 'AADSTS90033: busy' },
  };
  const { run, requests } = await syncSandbox('healthy', {
    interfere: ({ method }) => (method === 'POST' ? busy : undefined),
  });
  expect(run).toMatchObject({
    status: 'rejected',
    error: { name: 'SignInUnavailable', code: 'AADSTS90033' },
    outcomes: [],
  });
  expect(requests).toHaveLength(12);
});

test('skips sources that the national cloud lacks, without a request', async () => {
  const { run, requests } = await syncSandbox('healthy', { connection: 'china' });
  const there = COLLECTORS.filter(({ absentFrom }) => !absentFrom.includes('china')).map(({ id }) => [
    id,
    'collected',
  ]);
  expect(there).toContainEqual(['conditional-access', 'collected']);
  expect(outcomesOf(run)).toEqual({ ...all('skipped not-in-this-cloud'), ...Object.fromEntries(there) });
  expect(run?.status).toBe('complete');
  expect(requests).toHaveLength(1 + there.length);
});

test('an unexpected fault of one branch does not end the others', async () => {
  const { run } = await syncSandbox('healthy', {
    interfere: ({ url }) => (url.pathname.endsWith('/policies') ? graphRefusal(200, 'x', 'y') : undefined),
  });
  expect(outcomesOf(run)).toEqual({ ...COLLECTED, 'conditional-access': 'failed GraphAnswerMalformed' });
});

test('an input with an unknown connection fails with a message that lists the known names', async () => {
  const { result, run } = await syncSandbox('healthy', { input: { connection: 'nobody' } });
  expect(result).toMatchObject({
    ended: 'failed',
    error: 'ConnectionUnknown',
    cause: expect.stringContaining('sync-0, sync-1'),
  });
  expect(run).toBeUndefined();
});

test('a sync starts and ends by its own clock', async () => {
  const { run, startsAt } = await syncSandbox('throttled');
  expect(run?.startedAt).toBe(startsAt);
  expect(run?.id.startsWith(`${startsAt}_`)).toBe(true);
  expect(Date.parse(run?.endedAt ?? '') - Date.parse(startsAt)).toBeGreaterThan(2_000);
});

test('a second sync adds to the history and does not change the first', async () => {
  const first = await syncSandbox('healthy');
  const second = await syncSandbox('empty', { connection: first.connection });
  const { items } = await second.reader.history(first.connection, 'security-alerts');
  expect(items.map(({ facts }) => facts.unresolved)).toEqual([0, 11]);
  expect(items[1]).toEqual(first.evidence[1]);
});

test('an interrupted sync records nothing, and releases everything', async () => {
  const brokenOff = new AbortController();
  const { result, run } = await syncSandbox('healthy', {
    signal: brokenOff.signal,
    onEvent: ({ kind }) => kind === 'collecting' && brokenOff.abort(),
  });
  expect(result).toEqual({ ended: 'aborted' });
  expect(run).toBeUndefined();
});

test('a sync that is interrupted before it begins does not begin', async () => {
  const { result, requests } = await syncSandbox('healthy', { signal: AbortSignal.abort() });
  expect(result).toEqual({ ended: 'aborted' });
  expect(requests).toEqual([]);
});

test('an input without a connection ends with its error', async () => {
  const { result } = await syncSandbox('healthy', { input: {} });
  expect(result).toMatchObject({ ended: 'failed', error: 'ConnectionUnknown' });
});

test('every state fits the size limit of Step Functions', async () => {
  const { history } = await syncSandbox('many-alerts');
  const sizes = history.flatMap((event) =>
    'state' in event ? [Buffer.byteLength(JSON.stringify(event.state))] : [],
  );
  expect(Math.max(...sizes)).toBeLessThan(262_144);
});
