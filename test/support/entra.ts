import { randomBytes, randomUUID, sign, X509Certificate } from 'node:crypto';
import { SandboxEntra } from '../../lib/sandbox/entra.ts';
import { writeToken } from '../../lib/sandbox/json-web-token.ts';
import { SandboxSts } from '../../lib/sandbox/sts.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { VirtualClock } from './virtual-clock.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Returns the sandbox's Entra and STS on a clock that shows the present time, because certificates begin today. */
export function entraAlone(changes: Partial<SandboxTenant> = {}) {
  const clock = new VirtualClock(new Date().toISOString());
  const tenant = { ...sandboxTenant('healthy', clock.now()).tenant, ...changes };
  const sts = new SandboxSts(clock);
  const entra = new SandboxEntra(tenant, { clock, keysOf: (issuer) => sts.keysOf(issuer) });
  const url = new URL(`https://login.microsoftonline.com/${tenant.tenantId}/oauth2/v2.0/token`);
  const ask = (credential: Record<string, string>) => {
    const app = { client_id: tenant.clientId, grant_type: 'client_credentials' };
    const form = new URLSearchParams({
      ...app,
      scope: 'https://graph.microsoft.com/.default',
      ...credential,
    });
    const { status, body } = entra.token({ method: 'POST', url, headers: {}, body: String(form) });
    const answer = body as { error?: string; error_description?: string; access_token?: string };
    return { status, ...answer, said: answer.error_description?.split(' Trace ID')[0] ?? 'accepted' };
  };
  /** Sends an assertion. */
  const assert = (assertion: string) =>
    ask({ client_assertion_type: JWT_BEARER, client_assertion: assertion });
  return { clock, tenant, sts, url, ask, assert };
}

/** Returns the assertion that MSAL writes for a certificate, with changes in its header and its claims. */
export function certificateAssertion(
  { certificate, privateKey }: { certificate: string; privateKey: string },
  { clientId, endpoint, now }: { clientId: string; endpoint: string; now: number },
  changes: { header?: object; claims?: object } = {},
): string {
  const { fingerprint256 } = new X509Certificate(certificate);
  const x5t = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  const seconds = Math.round(now / 1000);
  const header = { alg: 'PS256', typ: 'JWT', 'x5t#S256': x5t, ...changes.header };
  const parties = { aud: endpoint, iss: clientId, sub: clientId, jti: randomUUID() };
  const claims = { ...parties, nbf: seconds, exp: seconds + 600, ...changes.claims };
  return writeToken(header, claims, (text) =>
    sign('sha256', Buffer.from(text), { key: privateKey, padding: 6, saltLength: 32 }),
  );
}

/** Returns a token that no key signed. */
export function unsignedToken(header: object, claims: object): string {
  return writeToken(header, claims, () => randomBytes(256));
}
