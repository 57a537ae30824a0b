import type { CredentialKind } from '../../domain/credential-kind.ts';
import { isRenewalUrgent } from '../../domain/secret-source.ts';
import { daysUntil } from '../../domain/time.ts';

interface DatedCredential {
  /** Null or absent if it is not recorded. */
  credential?: CredentialKind | null;
  clientSecretExpires: string | null;
}

/** Returns a cell about a credential: `secret: expires 2027-09-01`, `no expiry date: federated`. */
export function credentialText(
  { credential, clientSecretExpires: expires }: DatedCredential,
  now: number,
): string {
  if (credential === 'federated') return 'no expiry date: federated';
  const name = credential === 'certificate' ? 'certificate' : 'secret';
  if (expires === null) return `${name}: expiry date not recorded`;
  if (daysUntil(expires, now) < 0) return `${name}: EXPIRED on ${expires}`;
  return `${name}: expires ${expires}${isRenewalUrgent(expires, now) ? ', renew it now' : ''}`;
}
