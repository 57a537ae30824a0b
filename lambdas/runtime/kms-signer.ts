import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from '../../lib/log/signer.ts';
import { askAws } from './aws-fault.ts';

/**
 * Signs with a P-256 key that never leaves KMS. KMS hashes the text itself (RAW), so a caller cannot have it sign another
 * hash. Throws AwsUnavailable if a later try may succeed.
 * Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 */
export function kmsSigner(kms: KMSClient, keyArn: string): Signer {
  let publicKey: Promise<Buffer> | undefined;
  return {
    publicKey() {
      publicKey ??= readPublicKey(kms, keyArn).catch((error: unknown) => {
        publicKey = undefined;
        throw error;
      });
      return publicKey;
    },
    async sign(text) {
      const { Signature } = await askAws('KMS', () =>
        kms.send(
          new SignCommand({
            KeyId: keyArn,
            Message: Buffer.from(text),
            MessageType: 'RAW',
            SigningAlgorithm: 'ECDSA_SHA_256',
          }),
        ),
      );
      if (!Signature) throw new Error('KMS returned no signature');
      return Buffer.from(Signature);
    },
  };
}

async function readPublicKey(kms: KMSClient, keyArn: string): Promise<Buffer> {
  const { PublicKey } = await askAws('KMS', () => kms.send(new GetPublicKeyCommand({ KeyId: keyArn })));
  if (!PublicKey) throw new Error('KMS returned no public key');
  return Buffer.from(PublicKey);
}
