import { afterEach, describe, expect, test } from '@jest/globals';
import { openHttpTransport } from '../../lib/http/http-transport.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import type { SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const open: Sandbox[] = [];
const transport = openHttpTransport();
afterEach(async () => {
  transport.close();
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

/** Sends the sandbox a request over plain HTTP, as an app with all permissions. */
async function asking(variant: SandboxTenantName = 'healthy') {
  const clock = new VirtualClock();
  const { tenant, secret } = sandboxTenant(variant, clock.now());
  const sandbox = await startSandbox({ tenant, clock });
  open.push(sandbox);
  const { signal } = new AbortController();
  const host = `http://127.0.0.1:${sandbox.port}`;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: secret.clientId,
    client_secret: secret.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  });
  const url = new URL(`${host}/${tenant.tenantId}/oauth2/v2.0/token`);
  const signedIn = await transport.send({ method: 'POST', url, headers: {}, body: form.toString(), signal });
  const { access_token } = JSON.parse(signedIn.body.toString()) as { access_token: string };
  return async (path: string, authorization = `Bearer ${access_token}`) => {
    const request = {
      method: 'GET' as const,
      url: new URL(`${host}/v1.0${path}`),
      headers: { authorization },
      signal,
    };
    const { status, headers, body } = await transport.send(request);
    return { status, headers, body: JSON.parse(body.toString()) };
  };
}

describe('the sandbox answers as Graph is documented or was observed:', () => {
  test('refuses a token that Entra did not issue', async () => {
    const ask = await asking();
    expect(await ask('/security/alerts_v2', 'Bearer a.b.c')).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
  });

  test('supports only the operators eq and or', async () => {
    const ask = await asking();
    expect(
      (await ask("/security/alerts_v2?$filter=status eq 'new' or status eq 'inProgress'")).body.value,
    ).toHaveLength(11);
    expect((await ask("/security/alerts_v2?$filter=status ne 'resolved'")).status).toBe(400);
  });

  test('reduces a too large page of alerts, and refuses one of risky users', async () => {
    const ask = await asking('many-alerts');
    expect((await ask('/security/alerts_v2?$top=5000')).body.value).toHaveLength(1_000);
    expect((await ask('/identityProtection/riskyUsers?$top=501')).status).toBe(400);
  });

  test('returns every object once over all pages, and the count on the first page', async () => {
    const ask = await asking();
    const ids: string[] = [];
    let path: string | undefined = '/security/alerts_v2?$top=10&$count=true';
    while (path) {
      const {
        body,
      }: { body: { value: { id: string }[]; '@odata.nextLink'?: string; '@odata.count'?: number } } =
        await ask(path);
      expect(body['@odata.count']).toBe(ids.length === 0 ? 24 : undefined);
      ids.push(...body.value.map(({ id }) => id));
      path = body['@odata.nextLink']?.split('/v1.0')[1];
    }
    expect(new Set(ids).size).toBe(24);
  });

  test('allows one identity request a second, and sends 429 without Retry-After', async () => {
    const ask = await asking();
    expect((await ask('/identityProtection/riskyUsers')).status).toBe(200);
    const throttled = await ask('/identity/conditionalAccess/policies');
    expect(throttled.status).toBe(429);
    expect(throttled.headers['retry-after']).toBeUndefined();
  });

  test('dates its answers by its own clock, not by the machine’s', async () => {
    const ask = await asking();
    const { headers } = await ask('/security/alerts_v2');
    expect(headers.date).toBe('Mon, 23 Nov 2026 12:00:00 GMT');
  });

  test('returns an empty list of retired alerts, so no collector may read them', async () => {
    const ask = await asking();
    expect(await ask('/security/alerts')).toMatchObject({ status: 200, body: { value: [] } });
  });
});
