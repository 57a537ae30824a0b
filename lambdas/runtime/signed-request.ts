import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4, type SignatureV4CryptoInit } from '@smithy/signature-v4';
import type { Clock } from '../../lib/domain/clock.ts';
import type { HttpAnswer, HttpTransport } from '../../lib/http/http-transport.ts';
import { askAws, mayPass } from './aws-fault.ts';

/** The ports of a caller of an AWS service. */
export interface SigningPorts {
  region: string;
  credentials: ConstructorParameters<typeof SignatureV4>[0]['credentials'];
  openTransport: () => HttpTransport;
  clock: Clock;
  random: () => number;
}

interface SignedRequest {
  method: 'PUT' | 'POST';
  url: URL;
  /** Without host and the SHA-256 of the body, which are added. */
  headers: Record<string, string>;
  body: Uint8Array;
}

type Secret = ConstructorParameters<SignatureV4CryptoInit['sha256']>[0];

const TRIES = 3;
/** Milliseconds after which a try is cancelled. */
const TIMEOUT = 30_000;

/** A service's name in signatures, and for people. */
const SERVICES = { s3: 'S3', ssm: 'Systems Manager', sts: 'STS' } as const;

/** The code and the message of a refusal: S3 and STS answer in XML, Systems Manager in JSON. */
const CODE = /<Code>([^<]{1,64})<\/Code>|"__type"\s*:\s*"(?:[^"#]{0,256}#)?([^"]{1,64})"/;
const MESSAGE = /<Message>([^<]{1,256})<\/Message>|"[Mm]essage"\s*:\s*"([^"]{1,256})"/;

/** The service refused a request. `askAws` reads these fields in errors of the AWS SDK. */
class AwsRefused extends Error {
  readonly $metadata: { httpStatusCode: number };

  constructor(status: number, body: string) {
    const [, ...codes] = CODE.exec(body) ?? [];
    const [, ...messages] = MESSAGE.exec(body) ?? [];
    super(messages.find(Boolean) ?? 'AWS refused the request');
    this.name = codes.find(Boolean) ?? `HTTP ${status}`;
    this.$metadata = { httpStatusCode: status };
  }
}

/**
 * Returns the function that sends signed requests to a service. Its client of the AWS SDK would add 130 kB (S3), 75 kB
 * (Systems Manager) or 40 kB (STS) to a function, most of it unused. Tries three times, as the SDK does. Throws AwsUnavailable if a
 * later try may succeed, and an error with the service's code as its name if it refuses.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function signedRequests(service: keyof typeof SERVICES, ports: SigningPorts) {
  const { region, credentials, openTransport, clock, random } = ports;
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: false });
  const transport = openTransport();

  async function tryOnce({ method, url, headers, body }: SignedRequest): Promise<HttpAnswer> {
    const signed = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        headers: {
          ...headers,
          host: url.host,
          'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
        },
        body,
      },
      { signingDate: new Date(clock.now()) },
    );
    const signal = AbortSignal.timeout(TIMEOUT);
    return await transport.send({ method, url, headers: signed.headers, body, signal }).catch((error) => {
      throw signal.aborted ? signal.reason : error;
    });
  }

  /** `accepted` lists further statuses that count as success, in addition to 200. */
  return (request: SignedRequest, accepted: readonly number[] = []): Promise<HttpAnswer> =>
    askAws(SERVICES[service], async () => {
      for (let attempt = 1; ; attempt += 1) {
        const [answer, fault] = await tryOnce(request).then(
          (got) => [got, undefined] as const,
          (error: Error) => [undefined, error] as const,
        );
        if (answer && [200, ...accepted].includes(answer.status)) return answer;
        const failed = answer ? new AwsRefused(answer.status, answer.body.toString('utf8')) : fault;
        // A request without an answer can be repeated: a second one changes nothing more.
        if ((answer && !mayPass(failed as AwsRefused)) || attempt === TRIES) throw failed;
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
