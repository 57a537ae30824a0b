import { afterEach, describe, expect, test } from '@jest/globals';
import type { ClientSecret } from '../../lib/domain/connection-secret.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import type { HttpTransport } from '../../lib/http/http-transport.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Interference, type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import type { SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { appInSecret } from '../../lib/sign-in/signing-app.ts';
import { requestToken } from '../../lib/sign-in/token.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const open: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

interface SignIn {
  variant?: SandboxTenantName;
  secret?: Partial<ClientSecret>;
  interfere?: Interference;
  cloud?: 'global' | 'gcc-high' | 'dod' | 'china';
}

async function signIn({ variant = 'healthy', secret, interfere, cloud = 'global' }: SignIn = {}) {
  const clock = new VirtualClock();
  const chosen = sandboxTenant(variant, clock.now());
  const { tenant, service } = chosen;
  const sandbox = await startSandbox({ tenant, clock, ...service, ...(interfere && { interfere }) });
  open.push(sandbox);
  const transport = openSandboxTransport(sandbox.port);
  const token = () =>
    requestToken(appInSecret('sandbox', { ...chosen.secret, ...secret }), cloud, transport, 15_000).finally(
      () => transport.close(),
    );
  return { token, requests: sandbox.requests, tenantId: tenant.tenantId };
}

test('gets a token with one request', async () => {
  const { token, requests, tenantId } = await signIn();
  expect((await token()).split('.')).toHaveLength(3);
  expect(requests).toEqual([expect.stringContaining(`POST /${tenantId}/oauth2/v2.0/token`)]);
});

test.each([
  ['global', 'login.microsoftonline.com', 'https://graph.microsoft.com/.default'],
  ['gcc-high', 'login.microsoftonline.us', 'https://graph.microsoft.us/.default'],
  ['dod', 'login.microsoftonline.us', 'https://dod-graph.microsoft.us/.default'],
  ['china', 'login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn/.default'],
] as const)('in the national cloud %s, asks %s for %s', async (cloud, host, scope) => {
  const seen: unknown[] = [];
  const { token } = await signIn({
    cloud,
    interfere: ({ url, body }) => {
      seen.push(url.host, new URLSearchParams(body).get('scope')?.split(' ')[0]);
      return undefined;
    },
  });
  await token();
  expect(seen).toEqual([host, scope]);
});

describe('a refused sign-in names its code, its correlation id and the remedy:', () => {
  const other = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
  test.each<[string, SignIn, RegExp]>([
    ['AADSTS700016', { secret: { clientId: other } }, /client id or the tenant id is wrong.*overview/],
    ['AADSTS7000215', { variant: 'bad-secret' }, /secret's value, not its id.*make a new one/],
    ['AADSTS7000222', { variant: 'expired-secret' }, /expired.*Make a new one/],
    ['AADSTS90002', { secret: { tenantId: other } }, /tenant was not found.*cloud/],
    ['AADSTS53003', { variant: 'blocked' }, /Conditional Access policy for workload identities/],
  ])('%s', async (code, setup, remedy) => {
    const { token, requests } = await signIn(setup);
    const error = await rejection<SyncError>(token());
    expect(error.name).toBe('SignInRejected');
    expect(error.details.code).toBe(code);
    expect(failureOf(error).remedy).toMatch(remedy);
    expect(error.details.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.message).toContain(`correlation id ${error.details.requestId}`);
    expect(requests).toHaveLength(1);
  });

  test('any other code, with Entra’s text', async () => {
    const description =
      'AADSTS650052: The app needs access to a service that your organization has not subscribed to.\r\nTrace ID: t\r\nCorrelation ID: c';
    const body = {
      error: 'invalid_client',
      error_description: description,
      error_codes: [650052],
      correlation_id: 'c',
    };
    const { token } = await signIn({ interfere: () => ({ status: 400, body }) });
    const error = await rejection<SyncError>(token());
    expect(error.details.code).toBe('AADSTS650052');
    expect(error.message).toContain(
      'The app needs access to a service that your organization has not subscribed to.',
    );
    expect(error.message).not.toContain('Trace ID');
  });
});

describe('throws an error that allows another try after', () => {
  test.each([429, 500, 503])(
    'a %i, with which MSAL would refuse to ask again for a minute',
    async (status) => {
      const body = {
        error: 'temporarily_unavailable',
        error_description: 'AADSTS90033: busy.',
        error_codes: [90033],
      };
      const { token, requests } = await signIn({
        interfere: (_, nth) => (nth === 1 ? { status, headers: { 'retry-after': '60' }, body } : undefined),
      });
      expect((await rejection(token())).name).toBe('SignInUnavailable');
      expect((await token()).split('.')).toHaveLength(3);
      expect(requests).toHaveLength(2);
    },
  );

  test('an HTML document instead of an answer', async () => {
    const { token } = await signIn({ interfere: () => ({ status: 200, body: '<html>proxy</html>' }) });
    expect((await rejection(token())).name).toBe('SignInUnavailable');
  });

  test('an answer that is cut off', async () => {
    const { token } = await signIn({ interfere: () => ({ status: 200, body: 'x', cutOff: true }) });
    expect((await rejection(token())).name).toBe('SignInUnavailable');
  });

  test('no answer, with the message of the network error', async () => {
    const refuses: HttpTransport = {
      send: async () => Promise.reject(new Error('getaddrinfo ENOTFOUND login.microsoftonline.com')),
      close() {},
    };
    const { secret } = sandboxTenant('healthy', new VirtualClock().now());
    const error = await rejection(requestToken(appInSecret('sandbox', secret), 'global', refuses, 15_000));
    expect(error).toMatchObject({
      name: 'SignInUnavailable',
      message: expect.stringContaining('(no answer): getaddrinfo ENOTFOUND'),
    });
  });
});

test('no error contains the secret if Entra repeats it, but the code and its remedy stay', async () => {
  const clientSecret = 'canary~secret~value';
  const { token } = await signIn({
    secret: { clientSecret },
    interfere: ({ body }) => ({
      status: 401,
      body: {
        error: `invalid_client ${new URLSearchParams(body).get('client_secret')} ${body}`,
        error_description: `AADSTS7000215: you sent ${new URLSearchParams(body).get('client_secret')}`,
        error_codes: [7000215],
      },
    }),
  });
  const error = await rejection<SyncError>(token());
  expect(error.message).toContain('AADSTS7000215: [left out: a credential]');
  expect(failureOf(error).remedy).toContain('The client secret is invalid.');
  expect(JSON.stringify([error.message, error.stack, error.details])).not.toContain(clientSecret);
});
