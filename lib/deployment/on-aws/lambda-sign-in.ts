import * as z from 'zod/mini';
import { ErrorName, SignInRejected } from '../../domain/errors.ts';
import type { Failure } from '../../domain/failure.ts';
import { Session } from '../../domain/session.ts';
import type { RemoteSignIn } from '../deployment.ts';
import { AwsRefusal } from './aws-refusal.ts';
import { callFunction } from './called-function.ts';
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
 * Returns a function that has a connection signed in by the deployed function, because AWS vouches only for that function's role.
 * Throws SignInRejected if Entra refuses, and AwsRefusal for any other failure, or if the stack is of a version whose commands
 * could not do this.
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
    const request = { input: { connection } };
    const { answer, failure } = await callFunction(signInFunction, request, config, abortSignal);
    if (failure) throw failedWith(failure);
    const session = RemoteSession.safeParse(answer);
    if (!session.success) throw earlier();
    return session.data;
  };
}

/** Returns the error for a person. Its remedy has Entra's exact values. */
function failedWith({ name, message, ...details }: Failure): SignInRejected | AwsRefusal {
  if (name === ErrorName.signInRejected) return new SignInRejected(message, details);
  const isOurs = Object.values<string>(ErrorName).includes(name);
  return new AwsRefusal(isOurs ? message : `The function that signs in failed: ${name}: ${message}`, details);
}
