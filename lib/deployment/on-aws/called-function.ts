import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { decodeCaught, type Failure } from '../../domain/failure.ts';
import type { clientConfig } from './client-config.ts';

/** The answer of a function, or the failure that it reports. */
interface Called {
  answer?: unknown;
  failure?: Failure;
}

/**
 * Calls a function of the stack and waits for its answer. Needs `lambda:InvokeFunction` on that function. Throws errors of the AWS
 * SDK, and an AbortError if the signal is aborted.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function callFunction(
  name: string,
  request: object,
  config: ReturnType<typeof clientConfig>,
  abortSignal?: AbortSignal,
): Promise<Called> {
  const client = new LambdaClient(config);
  try {
    const invoke = new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(request)) });
    const { Payload, FunctionError } = await client.send(invoke, { ...(abortSignal && { abortSignal }) });
    const text = Buffer.from(Payload ?? []).toString('utf8');
    return FunctionError === undefined ? { answer: JSON.parse(text) } : { failure: failureIn(text) };
  } finally {
    client.destroy();
  }
}

/** Returns the failure in the error that a function reports: `{ errorType, errorMessage }`. */
function failureIn(payload: string): Failure {
  const { errorType = 'Error' } = (JSON.parse(payload) ?? {}) as { errorType?: string };
  return decodeCaught({ Error: errorType, Cause: payload });
}
