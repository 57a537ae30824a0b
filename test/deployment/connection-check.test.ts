import { afterEach, describe, expect, test } from '@jest/globals';
import { checkConnection } from '../../lib/deployment/connection-check.ts';
import type { SourceCheck } from '../../lib/deployment/source-check.ts';
import type { CloudName } from '../../lib/domain/cloud.ts';
import { unreadReason } from '../../lib/domain/outcome-text.ts';
import { graphRefusal, type SandboxAnswer } from '../../lib/sandbox/answer.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { SANDBOX_TENANTS, type SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { appInSecret } from '../../lib/sign-in/signing-app.ts';
import { scenes } from '../support/collector-scenes.ts';
import { syncSandbox } from '../support/local-sync.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

async function check(
  variant: SandboxTenantName,
  cloud: CloudName = 'global',
  interfere?: SandboxOptions['interfere'],
) {
  const clock = new VirtualClock();
  const { tenant, secret, service } = sandboxTenant(variant, clock.now());
  const sandbox = await startSandbox({ tenant, clock, ...service, ...(interfere && { interfere }) });
  open.push(sandbox);
  const openTransport = () => openSandboxTransport(sandbox.port);
  const checked = await checkConnection(appInSecret('sandbox', secret), {
    cloud,
    place: { command: 'check', local: true },
    openTransport,
    clock,
    random: () => 0.5,
  });
  return { ...checked, requests: sandbox.requests };
}

const named = (sources: readonly SourceCheck[], id: string) =>
  sources.find(({ collector }) => collector === id);

test('asks each source once, for one object, after one sign-in', async () => {
  const { sources, requests } = await check('many-alerts');
  expect(sources.map(({ collector, outcome }) => [collector, outcome])).toEqual(
    scenes.map(({ collector }) => [collector.id, 'collected']),
  );
  const [signIn, ...rest] = requests;
  expect(signIn).toMatch(/^POST /);
  expect(new Set(rest).size).toBe(scenes.length);
  for (const request of rest) expect(request).toMatch(/[?&]\$top=1$/);
});

test('reports permission, licence, status and request-id of a readable source', async () => {
  const { sources, permissions } = await check('healthy');
  expect(named(sources, 'risky-users')).toMatchObject({
    permission: 'IdentityRiskyUser.Read.All',
    granted: true,
    license: 'Microsoft Entra ID P2',
    licensed: true,
    status: 200,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(named(sources, 'secure-score')).toMatchObject({ license: null, licensed: null, emptyWithout: null });
  expect(named(sources, 'security-alerts')).toMatchObject({
    license: 'Microsoft Defender',
    licensed: null,
    emptyWithout: 'Microsoft Defender',
  });
  expect(permissions?.excessive).toEqual([]);
});

test.each(Object.keys(SANDBOX_TENANTS) as SandboxTenantName[])(
  'check and sync agree on the tenant %s',
  async (variant) => {
    const { run } = await syncSandbox(variant);
    if (run?.status === 'rejected') {
      expect((await rejection(check(variant))).name).toBe(run.error?.name);
      return;
    }
    const { sources, tenantId, permissions } = await check(variant);
    expect(tenantId).toBe(run?.tenantId);
    expect(
      sources.map(({ collector, outcome, reason, error }) => [collector, outcome, reason ?? error?.name]),
    ).toEqual(run?.outcomes.map((result) => [result.collector, result.outcome, unreadReason(result)?.name]));
    for (const { permission, granted } of sources) {
      expect(granted).toBe(permissions?.granted.includes(permission));
    }
  },
);

const CHALLENGE = { 'www-authenticate': 'Bearer error="insufficient_claims", claims="eyJh"' };
test.each<[string, SandboxAnswer]>([
  ['403 with another wording for a licence', graphRefusal(403, 'AADB2C', 'An exception has occurred.')],
  ['403 for another cause', graphRefusal(403, 'AccessBlocked', 'The request is blocked.')],
  ['403 with a claims challenge', { ...graphRefusal(403, 'Forbidden', ''), headers: CHALLENGE }],
  [
    '401 with a claims challenge',
    { ...graphRefusal(401, 'InvalidAuthenticationToken', ''), headers: CHALLENGE },
  ],
  ['401 for an unknown app', graphRefusal(401, 'Authorization_IdentityNotFound', 'Not found.')],
  ['404 as text', { status: 404, body: 'Not found' }],
  ['400', graphRefusal(400, 'BadRequest', 'No.')],
])('check and sync agree on %s', async (_, refused) => {
  const interfere: SandboxOptions['interfere'] = ({ method }) => (method === 'GET' ? refused : undefined);
  const { run } = await syncSandbox('healthy', { interfere });
  const { sources } = await check('healthy', 'global', interfere);
  expect(
    sources.map(({ collector, outcome, reason, error, graph, granted }) => ({
      collector,
      outcome,
      name: reason ?? error?.name,
      graph: { ...graph, requestId: null },
      granted,
    })),
  ).toEqual(
    run?.outcomes.map((result) => ({
      collector: result.collector,
      outcome: result.outcome,
      name: unreadReason(result)?.name,
      graph: { ...unreadReason(result)?.graph, requestId: null },
      granted: true,
    })),
  );
});

test('never shows a permission in the token as missing, whatever Graph refuses', async () => {
  const refused = graphRefusal(403, 'AccessBlocked', 'The request is blocked.');
  const { sources } = await check('healthy', 'global', ({ method }) =>
    method === 'GET' ? refused : undefined,
  );
  for (const { granted, graph, error } of sources) {
    expect(granted).toBe(true);
    expect(graph).toMatchObject({ status: 403, code: 'AccessBlocked', message: 'The request is blocked.' });
    expect(error).not.toHaveProperty('graph');
    expect(error?.remedy).not.toMatch(/grant|next sync/i);
  }
});

test('distinguishes a missing licence from a missing permission', async () => {
  const unlicensed = named((await check('no-p2')).sources, 'risky-users');
  expect(unlicensed).toMatchObject({
    outcome: 'skipped',
    reason: 'license-missing',
    granted: true,
    licensed: false,
    status: 403,
  });
  const forbidden = named((await check('no-consent')).sources, 'risky-users');
  expect(forbidden).toMatchObject({
    outcome: 'skipped',
    reason: 'permission-missing',
    granted: false,
    licensed: null,
  });
});

test('fails like a sync, with the remedy', async () => {
  const { sources } = await check('old-consent');
  expect(named(sources, 'security-alerts')).toMatchObject({
    outcome: 'failed',
    granted: false,
    status: 403,
    error: { code: 'Forbidden', remedy: expect.stringContaining('SecurityAlert.Read.All') },
  });
  expect(named(sources, 'secure-score')).toMatchObject({ outcome: 'collected' });
});

test('names unneeded permissions, with those that can write first', async () => {
  const { permissions } = await check('too-much-consent');
  expect(permissions?.excessive).toEqual(['Policy.ReadWrite.ConditionalAccess', 'User.Read.All']);
});

test('does not ask a source that the national cloud lacks', async () => {
  const { sources, requests } = await check('healthy', 'china');
  expect(named(sources, 'security-alerts')).toMatchObject({
    outcome: 'skipped',
    reason: 'not-in-this-cloud',
    status: null,
  });
  expect(requests).toHaveLength(2);
});

describe.each(scenes.map((scene) => ({ id: scene.collector.id, ...scene })))('$id', ({ id, path }) => {
  test('if it is out of reach, the token shows whether it is granted, and its licence is unknown', async () => {
    const { sources } = await check('healthy', 'global', ({ url }) =>
      url.pathname === path ? { status: 503, body: {} } : undefined,
    );
    expect(named(sources, id)).toMatchObject({
      outcome: 'failed',
      granted: true,
      licensed: null,
      status: 503,
    });
  });
});

test('throws the error of a rejected sign-in', async () => {
  expect((await rejection(check('expired-secret'))).name).toBe('SignInRejected');
});
