import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4, type SignatureV4CryptoInit } from '@smithy/signature-v4';
import type { Clock } from '../../lib/domain/clock.ts';
import type { HttpTransport } from '../../lib/http/http-transport.ts';
import { isTransient } from '../../lib/http/retry-policy.ts';
import type { Vault } from '../../lib/vault/vault.ts';
import { askAws } from './aws-fault.ts';

interface S3Ports {
  region: string;
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  openTransport: () => HttpTransport;
  clock: Clock;
  random: () => number;
}

type Secret = ConstructorParameters<SignatureV4CryptoInit['sha256']>[0];

const TRIES = 3;
/** Milliseconds after which a try is cancelled. */
const TIMEOUT = 30_000;

/** S3 refused a put. `askAws` reads these fields in errors of the AWS SDK. */
class S3Refused extends Error {
  readonly $metadata: { httpStatusCode: number };

  constructor(status: number, body: string) {
    const [, code = `HTTP ${status}`] = /<Code>([^<]{1,64})<\/Code>/.exec(body) ?? [];
    const [, message = 'S3 refused to store the object'] =
      /<Message>([^<]{1,256})<\/Message>/.exec(body) ?? [];
    super(message);
    this.name = code;
    this.$metadata = { httpStatusCode: status };
  }
}

/**
 * Returns the storing half of a vault in a bucket with Object Lock, whose default retention applies to each object. The
 * bucket refuses to put an object a second time. Tries three times, like the AWS SDK, whose client of S3 would add 130 kB
 * to each collector. Throws AwsUnavailable if a later try may succeed.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3Put(bucket: string, ports: S3Ports): Vault['put'] {
  const { region, credentials, openTransport, clock, random } = ports;
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: false,
  });
  const transport = openTransport();

  async function tryPut(url: URL, body: Uint8Array): Promise<S3Refused | undefined> {
    const sha256 = createHash('sha256').update(body).digest();
    const { headers } = await signer.sign(
      {
        method: 'PUT',
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        headers: {
          host: url.host,
          'if-none-match': '*',
          'x-amz-checksum-sha256': sha256.toString('base64'),
          'x-amz-content-sha256': sha256.toString('hex'),
        },
      },
      { signingDate: new Date(clock.now()) },
    );
    const signal = AbortSignal.timeout(TIMEOUT);
    const sent = transport.send({ method: 'PUT', url, headers, body, signal });
    const answer = await sent.catch((error) => {
      throw signal.aborted ? signal.reason : error;
    });
    // 412: the object is there already.
    return answer.status === 200 || answer.status === 412
      ? undefined
      : new S3Refused(answer.status, answer.body.toString('utf8'));
  }

  return (name, body) =>
    askAws('S3', async () => {
      for (let attempt = 1; ; attempt += 1) {
        const failed = await tryPut(new URL(`${bucket}/${name}`), body).catch((error: Error) => error);
        if (!failed) return;
        const mayPass = !(failed instanceof S3Refused) || isTransient(failed.$metadata.httpStatusCode);
        if (!mayPass || attempt === TRIES) throw failed;
        await clock.sleep(random() * 200 * 4 ** attempt);
      }
    });
}

/** SHA-256 of Node, in the form in which the signer calls it. */
class Sha256 {
  #hash: Hash | Hmac;
  readonly #secret: Secret;

  constructor(secret?: Secret) {
    this.#secret = secret;
    this.#hash = this.#start();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#start();
  }

  #start() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret as Buffer);
  }
}
