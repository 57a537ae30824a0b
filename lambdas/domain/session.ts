import * as z from 'zod/mini';
import { CloudName } from './cloud.ts';
import { ConnectionName } from './connection.ts';

/** What the token's `roles` claim says of the needed permissions: a hint, never proof. */
export const PermissionHint = z.object({
  /** Themselves, or by a broader one. */
  granted: z.array(z.string()),
  missing: z.array(z.string()),
  /** Granted, but not needed to read the evidence. */
  excessive: z.array(z.string()),
});
export type PermissionHint = z.infer<typeof PermissionHint>;

/** A signed-in connection, as Authenticate hands it to the collectors. The token in it is sealed. */
export const Session = z.object({
  connection: ConnectionName,
  tenantId: z.string(),
  cloud: CloudName,
  includeUserNames: z.boolean(),
  sealedToken: z.string(),
  /** The client secret's last day (`YYYY-MM-DD`); null where nobody told it. */
  clientSecretExpires: z.nullable(z.string()),
  /** Null where the token's claims could not be read. */
  permissions: z.nullable(PermissionHint),
});
export type Session = z.infer<typeof Session>;
