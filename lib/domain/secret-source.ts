import { ConnectionSecret, secretProblem } from './connection.ts';
import { ConnectionSecretInvalid, NotConnected } from './errors.ts';
import { pasted, pastedObject } from './pasted.ts';
import { commandAt, type Remedy } from './remedy.ts';
import { daysUntil } from './time.ts';

/** Reads a secret's text. Rejects with a named error if it cannot be read. */
export type SecretSource = (secretId: string) => Promise<string>;

/** The value that CDK gives the fields of a new secret. `connect` replaces it. */
export const SECRET_PLACEHOLDER = 'replace-me';

const FIELDS = ['tenantId', 'clientId', 'clientSecret'];

const REMEDY: Remedy = (place) =>
  `Store it with "${commandAt('connect', place)}", or as JSON, {"tenantId": "…", "clientId": "…", "clientSecret": "…"}, with the values from the app registration.`;

/**
 * Parses the connection secret. Throws NotConnected if all three fields still hold the placeholder, and
 * ConnectionSecretInvalid if a field is invalid. The errors never repeat a field's value.
 */
export function parseConnectionSecret(secretId: string, text: string): ConnectionSecret {
  const invalid = (what: string) =>
    new ConnectionSecretInvalid(`The connection secret ${secretId} ${what}`, { remedy: REMEDY });
  const given = pastedObject(text);
  if (!given) throw invalid('is not a JSON object');
  const fields = FIELDS.map((field) => {
    const value = given[field];
    return { field, value: typeof value === 'string' ? pasted(value) : value };
  });
  if (fields.every(({ value }) => value === SECRET_PLACEHOLDER)) {
    throw new NotConnected(`The connection secret ${secretId} still holds the placeholder`, {
      remedy: (place) => `Connect the tenant: ${commandAt('connect', place)}.`,
    });
  }
  for (const { field, value } of fields) {
    if (value === undefined || value === '') throw invalid(`has no ${field}`);
    if (value === SECRET_PLACEHOLDER) throw invalid(`still holds the placeholder as its ${field}`);
  }
  const secret = ConnectionSecret.safeParse(given);
  if (secret.success) return secret.data;
  const { field, problem } = secretProblem(secret.error);
  throw invalid(`has a ${field} that ${problem}`);
}

/** Days before a client secret's expiry date from which renewing it is urgent: tickets and approvals take weeks. */
export const URGENT_DAYS = 60;

/** Whether a client secret with this expiry date (`YYYY-MM-DD`) has expired or should be renewed now. */
export function isRenewalUrgent(expires: string, now: number): boolean {
  return daysUntil(expires, now) <= URGENT_DAYS;
}
