import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Vault } from './vault.ts';

/**
 * A vault in a bucket with Object Lock, whose default retention applies to each object. The bucket refuses to put an
 * object a second time. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3Vault(client: S3Client, bucket: string): Vault {
  return {
    async put(name, content) {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: name,
        Body: content,
        IfNoneMatch: '*',
        // Object Lock wants a checksum, and S3 refuses a body that was altered on its way.
        ChecksumSHA256: createHash('sha256').update(content).digest('base64'),
      });
      await client.send(put).catch((error: unknown) => {
        if (!isTaken(error)) throw error;
      });
    },
    async read(name) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
}
