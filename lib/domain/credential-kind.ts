import * as z from 'zod/mini';

/**
 * How an app proves to Entra that it is the app: by a client secret, by a certificate, or by a token with which AWS
 * vouches for the function. Only the first two expire.
 */
export const CredentialKind = z.enum(['secret', 'certificate', 'federated']);
export type CredentialKind = z.infer<typeof CredentialKind>;
