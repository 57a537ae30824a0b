import { stsWebIdentity } from '../../lambdas/runtime/sts-web-identity.ts';
import type { Clock } from '../../lib/domain/clock.ts';
import type { App, Connection } from '../../lib/domain/connection.ts';
import type { ClientSecret } from '../../lib/domain/connection-secret.ts';
import type { WebIdentity } from '../../lib/domain/web-identity.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { selfSigned } from './certificate.ts';

/** Each way in which a connection can sign in: with an app of its own, or with an app that connections share. */
export const SANDBOX_CREDENTIALS = [
  'secret',
  'certificate',
  'shared secret',
  'shared certificate',
  'federated',
] as const;
export type SandboxCredentialName = (typeof SANDBOX_CREDENTIALS)[number];

let made: ReturnType<typeof selfSigned> | undefined;

/** Returns the same certificate for a test file. It is valid from today, so a sync with it begins today. */
export function sandboxCertificate() {
  made ??= selfSigned({ days: 90 });
  return made;
}

interface SandboxCredential {
  /** What the app registration has in addition. */
  tenant: Partial<SandboxTenant>;
  settings: Pick<Connection, 'tenantId' | 'app'>;
  /** The text of the secret; undefined if there is no secret. */
  text: string | undefined;
}

/** Returns what a connection signs in with, and what the sandbox tenant has registered for it. */
export function sandboxCredential(name: SandboxCredentialName, secret: ClientSecret): SandboxCredential {
  const { tenantId, clientId, clientSecret, clientSecretExpires } = secret;
  const shared = (credential: App['credential']) => ({
    tenantId,
    app: { name: 'msp', clientId, credential },
  });
  const withCertificate = () => ({ certificates: [sandboxCertificate().certificate] });
  switch (name) {
    case 'secret':
      return { tenant: {}, settings: {}, text: JSON.stringify(secret) };
    case 'certificate':
      return {
        tenant: withCertificate(),
        settings: {},
        text: JSON.stringify({ tenantId, clientId, ...sandboxCertificate() }),
      };
    case 'shared secret':
      return {
        tenant: {},
        settings: shared({ secret: 'msp-secret' }),
        text: JSON.stringify({ clientSecret, clientSecretExpires }),
      };
    case 'shared certificate':
      return {
        tenant: withCertificate(),
        settings: shared({ secret: 'msp-secret' }),
        text: JSON.stringify(sandboxCertificate()),
      };
    case 'federated':
      return { tenant: {}, settings: shared('federated'), text: undefined };
  }
}

/** Returns the web identity of the sandbox's STS, which the deployed function asks in the same way. */
export function sandboxWebIdentity(port: number, clock: Clock): WebIdentity {
  return stsWebIdentity('https://sts.eu-central-1.amazonaws.com', {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' },
    openTransport: () => openSandboxTransport(port),
    clock,
    random: () => 0.5,
  });
}
