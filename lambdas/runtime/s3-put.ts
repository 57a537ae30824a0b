import { createHash } from 'node:crypto';
import type { Vault } from '../../lib/vault/vault.ts';
import { type SigningPorts, signedRequests } from './signed-request.ts';

/** The object is there already. */
const EXISTS = 412;

/**
 * Returns the storing half of a vault in a bucket with Object Lock, whose default retention applies to each object. The
 * bucket refuses to put an object a second time. Throws AwsUnavailable if a later try may succeed.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3Put(bucket: string, ports: SigningPorts): Vault['put'] {
  const send = signedRequests('s3', ports);
  return async (name, body) => {
    const checksum = createHash('sha256').update(body).digest('base64');
    const headers = { 'if-none-match': '*', 'x-amz-checksum-sha256': checksum };
    await send({ method: 'PUT', url: new URL(`${bucket}/${name}`), headers, body }, [EXISTS]);
  };
}
