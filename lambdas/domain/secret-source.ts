import { ConnectionSecret, secretProblem } from './connection.ts';
import { ConnectionSecretInvalid, NotConnected } from './errors.ts';
import { pasted, pastedObject } from './pasted.ts';
import { commandAt, type Remedy } from './remedy.ts';

/** Reads a secret's text. Rejects with a named error where it cannot be read. */
export type SecretSource = (secretId: string) => Promise<string>;

/** What CDK puts into a new secret, until somebody stores the real one. */
export const SECRET_PLACEHOLDER = 'replace-me';

const FIELDS = ['tenantId', 'clientId', 'clientSecret'];

const REMEDY: Remedy = (place) =>
  `Store it with "${commandAt('connect', place)}", or as JSON, {"tenantId": "…", "clientId": "…", "clientSecret": "…"}, with the values from the app registration.`;

/**
 * Reads the connection secret. Throws NotConnected if all three fields still hold the placeholder, and
 * ConnectionSecretInvalid if a field cannot be used. Neither says what a field holds.
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
