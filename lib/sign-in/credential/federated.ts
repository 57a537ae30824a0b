import { CLOUDS } from '../../domain/cloud.ts';
import { WebIdentityRefused } from '../../domain/errors.ts';
import { commandAt } from '../../domain/remedy.ts';
import type { WebIdentity } from '../../domain/web-identity.ts';
import type { Credential } from './credential.ts';

/**
 * The credential without a secret: AWS signs a token for the function's role, and Entra accepts it, because the app
 * registration names the role in a federated credential. Asks for a new token with each request.
 * Sources: https://learn.microsoft.com/entra/workload-id/workload-identity-federation,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
 */
export function federatedCredential(webIdentity: WebIdentity): Credential {
  return {
    kind: 'federated',
    expires: null,
    secrets: [],
    async prove(cloud) {
      return { clientAssertion: await webIdentity(CLOUDS[cloud].federationAudience) };
    },
  };
}

/** Throws WebIdentityRefused: only a function on AWS has a role that AWS vouches for. */
export const noWebIdentity: WebIdentity = async () => {
  throw new WebIdentityRefused(
    'The connection signs in with a federated credential, which only its function on AWS can use',
    {
      remedy: ({ connection = '' }) =>
        `Leave out --local, or give this machine a client secret or a certificate of its own: ${commandAt('connect', { command: 'connect', connection, local: true })}.`,
    },
  );
};
