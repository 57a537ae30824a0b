import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { DataKeys } from '../../lib/domain/data-keys.ts';
import { askAws } from './aws-fault.ts';

/**
 * Data keys under a KMS key. Authenticate may only create them, and collectors may only unwrap them. Throws AwsUnavailable
 * if a later try may succeed.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export function kmsDataKeys(kms: KMSClient, keyArn: string): DataKeys {
  return {
    async create(context) {
      const made = await askAws('KMS', () =>
        kms.send(
          new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: context }),
        ),
      );
      if (!made.Plaintext || !made.CiphertextBlob) throw new Error('KMS returned no data key');
      return { plain: made.Plaintext, wrapped: made.CiphertextBlob };
    },
    async unwrap(wrapped, context) {
      const opened = await askAws('KMS', () =>
        kms.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext: context })),
      );
      if (!opened.Plaintext) throw new Error('KMS returned no unwrapped data key');
      return opened.Plaintext;
    },
  };
}
