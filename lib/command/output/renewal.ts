import { type CredentialKind, credentialName } from '../../domain/credential-kind.ts';
import { counted } from '../../domain/figure-text.ts';
import { isRenewalUrgent } from '../../domain/secret-source.ts';
import { daysUntil } from '../../domain/time.ts';
import { wrapped } from './terminal.ts';

interface Expiring {
  kind?: CredentialKind | undefined;
  /** `YYYY-MM-DD`; null or undefined if it is not recorded. */
  expires: string | null | undefined;
}

/** How a renewed credential is stored. */
export interface Storing {
  /** The command that stores it. */
  connect: string;
  /** The secret in Secrets Manager of the app that connections share, which no command stores. */
  secret?: string | undefined;
}

const BY_COMMAND: Storing = { connect: 'connect' };

/** Returns a line that says when to renew the credential, and how to store it; empty if it does not expire. */
export function renewalText(credential: Expiring, now: number, storing: Storing = BY_COMMAND): string {
  if (credential.kind === 'federated') return '';
  return `${wrapped(renewal(credential, now, storing))}\n`;
}

/** Returns the same text if the renewal is urgent; undefined if it is not, or if the expiry date is not recorded. */
export function urgentRenewal(
  credential: Expiring,
  now: number,
  storing: Storing = BY_COMMAND,
): string | undefined {
  const { expires } = credential;
  return expires && isRenewalUrgent(expires, now) ? renewal(credential, now, storing) : undefined;
}

function renewal({ kind, expires }: Expiring, now: number, { connect, secret }: Storing): string {
  const name = credentialName(kind);
  if (!expires) {
    const record =
      secret === undefined
        ? `record it with "${connect} --expires <day>"`
        : `add it as "clientSecretExpires" to the secret ${secret}`;
    return `The expiry date of the ${name} is not recorded, so m365-evidence cannot warn before it: ${record}.`;
  }
  const again =
    secret === undefined
      ? `make a new one and run "${connect}" again`
      : `make a new one and store it in the secret ${secret}`;
  const days = daysUntil(expires, now);
  if (days < 0) return `The ${name} has expired (${expires}): ${again}.`;
  if (days === 0) return `Urgent: the ${name} expires today: ${again}.`;
  const left = `${expires} (${counted(days, 'day')} left)`;
  if (isRenewalUrgent(expires, now)) return `Urgent: the ${name} expires on ${left}: ${again}.`;
  return `The ${name} expires on ${left}. Before then, ${again}.`;
}
