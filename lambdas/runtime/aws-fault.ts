import { AwsUnavailable } from '../domain/errors.ts';

/** What the AWS SDK throws: a service's error with its HTTP status, or the network's with a code. */
interface AwsError extends Error {
  $fault?: 'client' | 'server';
  $metadata?: { httpStatusCode?: number };
  code?: string;
}

/** Throttling has the status 400 in the JSON protocols of KMS and Secrets Manager. */
const THROTTLED = /thrott|^(TooManyRequests|RequestLimitExceeded|SlowDown)/i;
/** `ECONNRESET`, `ENOTFOUND`, `EAI_AGAIN` and their like: no answer came. */
const NETWORK = /^E[A-Z_]+$/;

/**
 * Throws AwsUnavailable instead of an error of the AWS SDK that may pass: a fault of the service, throttling, the
 * network. The SDK itself has tried three times by then. Every other error stays as it is.
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

function mayPass({ name, code = '', $fault, $metadata }: AwsError): boolean {
  const { httpStatusCode: status = 0 } = $metadata ?? {};
  if (status === 429 || status >= 500 || $fault === 'server') return true;
  return THROTTLED.test(name) || name === 'TimeoutError' || NETWORK.test(code);
}
