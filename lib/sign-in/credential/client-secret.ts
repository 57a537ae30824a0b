import type { Credential } from './credential.ts';

/** The credential of a client secret, which is sent to Entra. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function clientSecretCredential(clientSecret: string, expires: string | undefined): Credential {
  return {
    kind: 'secret',
    expires: expires ?? null,
    secrets: [clientSecret],
    prove: async () => ({ clientSecret }),
  };
}
