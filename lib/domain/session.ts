import * as z from 'zod/mini';
import { CloudName } from './cloud.ts';
import { Connection, ConnectionName } from './connection.ts';
import { CredentialKind } from './credential-kind.ts';

/** The permissions in the token's `roles` claim, compared with the needed ones. A hint, never proof. */
export const PermissionHint = z.object({
  /** Needed and granted, directly or by a broader permission. */
  granted: z.array(z.string()),
  missing: z.array(z.string()),
  /** Granted, but not needed to read the evidence. */
  excessive: z.array(z.string()),
});
export type PermissionHint = z.infer<typeof PermissionHint>;

/** A signed-in connection, which Authenticate passes to the collectors. It contains the token sealed. */
export const Session = z.object({
  connection: ConnectionName,
  tenantId: z.string(),
  cloud: CloudName,
  options: Connection.shape.options,
  answers: Connection.shape.answers,
  sealedToken: z.string(),
  /** What the app signed in with. Absent if an earlier version signed in, just before the stack was deployed again. */
  credential: z.optional(CredentialKind),
  /** The expiry date of the client secret or certificate (`YYYY-MM-DD`); null if it has no date, or the date was not recorded. */
  clientSecretExpires: z.nullable(z.string()),
  /** Null if the token's claims could not be read. */
  permissions: z.nullable(PermissionHint),
});
export type Session = z.infer<typeof Session>;
