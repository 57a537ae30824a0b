import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { COLLECTORS } from '../../collectors/registry.ts';
import { publicKeyOf } from '../../log/signer.ts';
import type { SealedRegister } from '../../pack/sealed-register.ts';
import type { RegisterTable } from '../../register/register-client.ts';
import { sealedDocuments } from '../../register/sealed-documents.ts';
import { s3VaultReader } from '../../vault/s3-vault.ts';
import { VAULT_NAME } from '../../vault/vault.ts';
import { AwsRefusal } from './aws-refusal.ts';
import type { clientConfig } from './client-config.ts';

/** The outputs of a stack that name its vault and its key. */
interface SealedStack {
  name: string;
  region: string;
  vaultBucket: string | undefined;
  signingKeyArn: string | undefined;
}

/**
 * Returns one connection's log, documents and answers on AWS. Only reads: `dynamodb:Query` and `BatchGetItem`,
 * `s3:GetObject`, `s3:ListBucket` and `kms:GetPublicKey`. Throws AwsRefusal if the stack is of a version without a log.
 */
export function awsSealedRegister(
  { name, region, vaultBucket, signingKeyArn }: SealedStack,
  register: RegisterTable,
  config: ReturnType<typeof clientConfig>,
  connection: string,
): SealedRegister {
  if (vaultBucket === undefined || signingKeyArn === undefined)
    throw new AwsRefusal(`The stack ${name} in ${region} has no vault or no signing key`, {
      remedy: 'Deploy this version of m365-evidence (npx cdk deploy). Later syncs are then sealed.',
    });
  const read = s3VaultReader(new S3Client(config), vaultBucket);
  return {
    connection,
    ...sealedDocuments(
      register,
      connection,
      COLLECTORS.map(({ id }) => id),
    ),
    async signingKey() {
      const kms = new KMSClient(config);
      const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: signingKeyArn }));
      kms.destroy();
      return PublicKey && publicKeyOf(Buffer.from(PublicKey));
    },
    answer: (reading, nth) => read(VAULT_NAME.answer(reading, nth)),
  };
}
