import { ConnectionSecret, secretProblem } from './connection.ts';
import { ConnectionSecretInvalid } from './errors.ts';
import { pasted, pastedObject } from './pasted.ts';
import { commandAt, type Remedy } from './remedy.ts';

/** Reads a secret's text. Rejects with a named error where it cannot be read. */
export type SecretSource = (secretId: string) => Promise<string>;

/** What CDK puts into a new secret, until somebody stores the real one. */
export const SECRET_PLACEHOLDER = 'replace-me';

const REMEDY: Remedy = (place) =>
  `Store it with "${commandAt('connect', place)}", or as JSON, {"tenantId": "…", "clientId": "…", "clientSecret": "…"}, with the values from the app registration.`;

/** Reads the connection secret. Its errors name the secret and the field, never what the field holds. */
export function parseConnectionSecret(secretId: string, text: string): ConnectionSecret {
  const invalid = (what: string) =>
    new ConnectionSecretInvalid(`The connection secret ${secretId} ${what}`, { remedy: REMEDY });
  const fields = pastedObject(text);
  if (!fields) throw invalid('is not a JSON object');
  for (const field of ['tenantId', 'clientId', 'clientSecret']) {
    const given = fields[field];
    const value = typeof given === 'string' ? pasted(given) : given;
    if (value === undefined || value === '') throw invalid(`has no ${field}`);
    if (value === SECRET_PLACEHOLDER) throw invalid(`still holds the placeholder as its ${field}`);
  }
  const secret = ConnectionSecret.safeParse(fields);
  if (secret.success) return secret.data;
  const { field, problem } = secretProblem(secret.error);
  throw invalid(`has a ${field} that ${problem}`);
}
