import type { CloudName } from '../../domain/cloud.ts';
import type { CredentialKind } from '../../domain/credential-kind.ts';
import type { SharedApp } from '../../domain/remedy.ts';
import type { Proof } from '../proof.ts';

/** What an app signs in with. Only the sign-in looks into it. */
export interface Credential {
  kind: CredentialKind;
  /** `YYYY-MM-DD`; null if the kind has no expiry date, or if it was not recorded. */
  expires: string | null;
  /** Texts that no log, record or error may repeat. Assertions are not among them: the sign-in guards each one that it sends. */
  secrets: readonly string[];
  /** The app that connections share; absent if the credential belongs to one connection. */
  sharedApp?: SharedApp;
  /** Returns the proof for one token request. Throws a SyncError if AWS does not give one. */
  prove: (cloud: CloudName) => Promise<Proof>;
}

/** The app that signs in to a tenant. */
export interface SigningApp {
  tenantId: string;
  clientId: string;
  credential: Credential;
}
