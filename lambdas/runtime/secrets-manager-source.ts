import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AwsUnavailable, ConnectionSecretUnreadable } from '../../lib/domain/errors.ts';
import type { SecretSource } from '../../lib/domain/secret-source.ts';
import { askAws } from './aws-fault.ts';

/**
 * Reads connection secrets from Secrets Manager. Throws AwsUnavailable if a later try may succeed, and
 * ConnectionSecretUnreadable if Secrets Manager refuses.
 */
export function secretsManagerSource(client: SecretsManagerClient): SecretSource {
  return async (secretId) => {
    try {
      const { SecretString } = await askAws('Secrets Manager', () =>
        client.send(new GetSecretValueCommand({ SecretId: secretId })),
      );
      return SecretString ?? '';
    } catch (cause) {
      if (cause instanceof AwsUnavailable) throw cause;
      const { name } = cause as Error;
      throw new ConnectionSecretUnreadable(`Secrets Manager did not return the secret ${secretId}: ${name}`, {
        cause,
        code: name,
        remedy:
          'Check that the secret exists in this account and region, is not scheduled for deletion, and that its KMS key lets the Authenticate function decrypt.',
      });
    }
  };
}
