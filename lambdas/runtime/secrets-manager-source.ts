import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ConnectionSecretUnreadable } from '../domain/errors.ts';
import type { SecretSource } from '../domain/secret-source.ts';

/** Secrets Manager as the place where connection secrets are. Throws ConnectionSecretUnreadable. */
export function secretsManagerSource(client: SecretsManagerClient): SecretSource {
  return async (secretId) => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      return SecretString ?? '';
    } catch (cause) {
      const { name } = cause as Error;
      throw new ConnectionSecretUnreadable(`Secrets Manager did not give the secret ${secretId}: ${name}`, {
        cause,
        code: name,
        remedy:
          'Check that the secret exists in this account and region, is not scheduled for deletion, and that its KMS key lets the Authenticate function decrypt.',
      });
    }
  };
}
