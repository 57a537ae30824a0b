import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { Vault } from './vault.ts';

/** Returns the reading half of a vault in a bucket. Only functions store: `lambdas/runtime/s3-put.ts`. */
export function s3VaultReader(client: S3Client, bucket: string): Vault['read'] {
  return async (name) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
}
