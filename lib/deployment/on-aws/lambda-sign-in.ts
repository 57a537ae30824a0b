import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod/mini';
import { ErrorName, SignInRejected } from '../../domain/errors.ts';
import { decodeCaught } from '../../domain/failure.ts';
import { Session } from '../../domain/session.ts';
import type { RemoteSignIn } from '../deployment.ts';
import { AwsRefusal } from './aws-refusal.ts';
import type { clientConfig } from './client-config.ts';

/** The output of a stack that names the function that signs in. */
interface SigningStack {
  name: string;
  region: string;
  signInFunction: string | undefined;
}

/** The part of a session that a person may see. Drops the sealed token. */
const RemoteSession = z.pick(Session, {
  tenantId: true,
  credential: true,
  clientSecretExpires: true,
  permissions: true,
});

/**
 * Returns a function that has a connection signed in by the deployed function, because AWS vouches only for that function's role. Needs
 * `lambda:InvokeFunction` on it. Throws SignInRejected if Entra refuses, and AwsRefusal for any other failure, or if the stack is
 * of a version whose commands could not do this.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function lambdaSignIn(
  { name, region, signInFunction }: SigningStack,
  config: ReturnType<typeof clientConfig>,
): RemoteSignIn {
  const earlier = () =>
    new AwsRefusal(`The stack ${name} in ${region} cannot sign a connection in for a person`, {
      remedy: 'Deploy this version of m365-evidence (npx cdk deploy).',
    });
  return async (connection, abortSignal) => {
    if (signInFunction === undefined) throw earlier();
    const client = new LambdaClient(config);
    try {
      const Payload = Buffer.from(JSON.stringify({ input: { connection } }));
      const invoke = new InvokeCommand({ FunctionName: signInFunction, Payload });
      const answer = await client.send(invoke, { abortSignal });
      const text = Buffer.from(answer.Payload ?? []).toString('utf8');
      if (answer.FunctionError !== undefined) throw failedWith(text);
      const session = RemoteSession.safeParse(JSON.parse(text));
      if (!session.success) throw earlier();
      return session.data;
    } finally {
      client.destroy();
    }
  };
}

/** Returns the error that the function reports: `{ errorType, errorMessage }`. Its remedy has Entra's exact values. */
function failedWith(payload: string): SignInRejected | AwsRefusal {
  const { errorType = 'Error' } = (JSON.parse(payload) ?? {}) as { errorType?: string };
  const { name, message, ...details } = decodeCaught({ Error: errorType, Cause: payload });
  if (name === ErrorName.signInRejected) return new SignInRejected(message, details);
  const isOurs = Object.values<string>(ErrorName).includes(name);
  return new AwsRefusal(isOurs ? message : `The function that signs in failed: ${name}: ${message}`, details);
}
