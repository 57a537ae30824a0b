import type { ConnectionCheck } from '../deployment/connection-check.ts';
import type { CredentialKind } from '../domain/credential-kind.ts';
import type { Tried } from './tried-connection.ts';

/** The check of one of several connections. */
export interface CheckedConnection extends Partial<ConnectionCheck> {
  connection: string;
  /** `readable`: a sync would be complete. `failed`: a source, the sign-in or the secret failed. */
  ended: 'readable' | 'failed';
  /** Why nothing could be tried, and what to do; null if each source was tried. */
  why: string | null;
  /** Absent if nothing could be tried. */
  credential?: CredentialKind;
  clientSecretExpires: string | null;
}

/** Returns a check as the document that `--json` prints. */
export function checkDocument(connection: string, { checked, credential: { kind, expires } }: Tried) {
  return { connection, ...checked, credential: kind, clientSecretExpires: expires };
}
