import { validityOfUsable } from '../deployment/usable-certificate.ts';
import { ClientSecretForm, type ConnectionSecret } from '../domain/connection-secret.ts';
import { daysUntil } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';

/** Milliseconds by which Entra tolerates a wrong clock. */
const SKEW = 5 * 60_000;

/**
 * Throws WrongUsage if the credential has expired or is not valid yet, if the certificate cannot be used, or if a date was given for a certificate,
 * which has its own. `given` are the fields as they were given.
 */
export function checkDates(secret: ConnectionSecret, given: object, now: number): void {
  if ('clientSecret' in secret) {
    checkExpires(secret.clientSecretExpires, now);
    return;
  }
  if ('clientSecretExpires' in given) {
    throw new WrongUsage('A certificate has its own expiry date', {
      remedy: 'Leave out --expires and clientSecretExpires: the date is read from the certificate.',
    });
  }
  const { begins, expires } = validityOfUsable(secret);
  if (begins.getTime() > now + SKEW) {
    throw new WrongUsage(`The certificate is not valid before ${begins.toISOString()}`, {
      remedy: "Connect then, make another one, or set this machine's clock.",
    });
  }
  if (expires === null || daysUntil(expires, now) >= 0) return;
  throw new WrongUsage(`The certificate has expired (${expires})`, {
    remedy: 'Make a new one, and add it to the app registration.',
  });
}

/** Throws WrongUsage if the client secret's expiry date is not a date, or is in the past. */
export function checkExpires(expires: string | undefined, now: number): void {
  const day = ClientSecretForm.shape.clientSecretExpires.safeParse(expires);
  if (!day.success) {
    throw new WrongUsage(`clientSecretExpires ${day.error.issues[0]?.message}`, {
      remedy: 'Correct the date, or leave it out.',
    });
  }
  if (day.data === undefined || daysUntil(day.data, now) >= 0) return;
  throw new WrongUsage(`The client secret's expiry date, ${day.data}, is in the past`, {
    remedy: 'Make a new secret, or correct the date.',
  });
}
