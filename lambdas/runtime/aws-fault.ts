import { AwsUnavailable } from '../../lib/domain/errors.ts';

/** An error of the AWS SDK: a service's error with an HTTP status, or a network error with a code. */
interface AwsError extends Error {
  $fault?: 'client' | 'server';
  $metadata?: { httpStatusCode?: number };
  code?: string;
}

/**
 * Throttling has the status 400 in the JSON protocols of KMS and Secrets Manager. S3 answers 409 if two puts of one name
 * arrive at once.
 */
const THROTTLED = /thrott|^(TooManyRequests|RequestLimitExceeded|SlowDown|ConditionalRequestConflict)/i;
/** Node's codes for requests without an answer: `ECONNRESET`, `ENOTFOUND`, `EAI_AGAIN` and others. */
const NETWORK = /^E[A-Z_]+$/;

/**
 * Calls AWS. Throws AwsUnavailable instead of a temporary error of the AWS SDK (a fault of the service, throttling, the
 * network), after the SDK's own three tries. Throws every other error unchanged.
 * Source: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
export async function askAws<T>(service: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!mayPass(cause as AwsError)) throw cause;
    const { name, code } = cause as AwsError;
    throw new AwsUnavailable(
      `AWS ${service} failed or could not be reached: ${NETWORK.test(code ?? '') ? code : name}`,
      {
        cause,
        remedy: `Nothing is wrong with the tenant or its sign-in. The next sync tries again; if it lasts, look at the AWS Health Dashboard for ${service} in this region.`,
      },
    );
  }
}

type Around = <Args, Answer>(next: (args: Args) => Promise<Answer>) => (args: Args) => Promise<Answer>;
/** A client of the AWS SDK: what is added at this step surrounds the SDK's own tries. */
interface AwsClient {
  middlewareStack: { add: (around: Around, at: { step: 'initialize' }) => void };
}

/** Returns the client. From now on its commands throw AwsUnavailable as `askAws` does. */
export function askingAws<Client extends AwsClient>(service: string, client: Client): Client {
  client.middlewareStack.add((next) => (args) => askAws(service, () => next(args)), { step: 'initialize' });
  return client;
}

/** Whether a later try may succeed. */
export function mayPass({ name, code = '', $fault, $metadata }: AwsError): boolean {
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  if (status === 429 || status >= 500 || $fault === 'server') return true;
  return THROTTLED.test(name) || name === 'TimeoutError' || NETWORK.test(code);
}
