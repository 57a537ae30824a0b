import { type Connection, secretIdOf } from '../domain/connection.ts';
import type { ConnectionSecret, StoredCredential } from '../domain/connection-secret.ts';
import { ConnectionSecretInvalid, ConnectionsUnreadable } from '../domain/errors.ts';
import { parseConnectionSecret, parseSharedSecret, type SecretSource } from '../domain/secret-source.ts';
import type { WebIdentity } from '../domain/web-identity.ts';
import { certificateCredential, UnusableCertificate } from './credential/certificate.ts';
import { clientSecretCredential } from './credential/client-secret.ts';
import type { Credential, SigningApp } from './credential/credential.ts';
import { federatedCredential } from './credential/federated.ts';

interface SigningPorts {
  secrets: SecretSource;
  webIdentity: WebIdentity;
}

/**
 * Returns the app that signs a connection in: the app of the connection's own secret, or the one that it shares with others.
 * Throws the errors of the secret source, and ConnectionSecretInvalid.
 */
export async function signingApp(
  settings: Pick<Connection, 'name' | 'secret' | 'tenantId' | 'app'>,
  { secrets, webIdentity }: SigningPorts,
): Promise<SigningApp> {
  const { name, tenantId, app } = settings;
  if (!app) {
    const secretId = secretIdOf(settings);
    return appInSecret(secretId, parseConnectionSecret(secretId, await secrets(secretId)));
  }
  if (tenantId === undefined) {
    throw new ConnectionsUnreadable(
      `The connection ${name} shares the app ${app.name}, but names no tenant`,
      {
        remedy: `Add "tenantId" to the connection ${name} in cdk.json, and deploy again.`,
      },
    );
  }
  const { clientId, credential } = app;
  if (credential === 'federated') {
    const sharedApp = { name: app.name };
    return { tenantId, clientId, credential: { ...federatedCredential(webIdentity), sharedApp } };
  }
  const { secret } = credential;
  const stored = parseSharedSecret(secret, await secrets(secret));
  const sharedApp = { name: app.name, secret };
  return { tenantId, clientId, credential: { ...credentialIn(secret, stored), sharedApp } };
}

/** Returns the app in a connection secret. Throws ConnectionSecretInvalid if its certificate cannot be used. */
export function appInSecret(secretId: string, secret: ConnectionSecret): SigningApp {
  const { tenantId, clientId } = secret;
  return { tenantId, clientId, credential: credentialIn(secretId, secret) };
}

function credentialIn(secretId: string, stored: StoredCredential): Credential {
  if (!('certificate' in stored))
    return clientSecretCredential(stored.clientSecret, stored.clientSecretExpires);
  try {
    return certificateCredential(stored.certificate, stored.privateKey);
  } catch (error) {
    if (!(error instanceof UnusableCertificate)) throw error;
    throw new ConnectionSecretInvalid(`The secret ${secretId} cannot be used: ${error.message}`, {
      remedy: 'Store the certificate and the private key that belong together, as unencrypted PEM.',
    });
  }
}
