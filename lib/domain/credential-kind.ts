import * as z from 'zod/mini';

/**
 * How an app proves to Entra that it is the app: by a client secret, by a certificate, or by a token with which AWS
 * vouches for the function. Only the first two expire.
 */
export const CredentialKind = z.enum(['secret', 'certificate', 'federated']);
export type CredentialKind = z.infer<typeof CredentialKind>;

const NAMES: Record<CredentialKind, string> = {
  secret: 'client secret',
  certificate: 'certificate',
  federated: 'federated credential',
};

/** Names a credential for people. Runs of earlier versions do not say what they used: it was a client secret. */
export function credentialName(kind: CredentialKind | null | undefined): string {
  return NAMES[kind ?? 'secret'];
}
