import * as z from 'zod/mini';
import {
  type ConnectionSecret,
  connectionSecretForm,
  holdsCertificate,
  type StoredCredential,
  secretProblem,
  sharedSecretForm,
} from './connection-secret.ts';
import { ConnectionSecretInvalid, NotConnected } from './errors.ts';
import { pasted, pastedObject } from './pasted.ts';
import { commandAt, type Remedy } from './remedy.ts';
import { daysUntil } from './time.ts';

/** Reads a secret's text. Rejects with a named error if it cannot be read. */
export type SecretSource = (secretId: string) => Promise<string>;

/** The value that CDK gives the fields of a new secret. `connect` replaces it. */
export const SECRET_PLACEHOLDER = 'replace-me';

const REMEDY: Remedy = (place) =>
  `Store it with "${commandAt('connect', place)}", or as JSON, {"tenantId": "…", "clientId": "…", "clientSecret": "…"} (or "certificate" and "privateKey" as PEM instead of "clientSecret"), with the values from the app registration.`;

const SHARED_REMEDY =
  'Store it in Secrets Manager as JSON, {"clientSecret": "…"} or {"certificate": "…", "privateKey": "…"} (as PEM), with the values from the app registration.';

/**
 * Parses the connection secret. Throws NotConnected if all its fields still hold the placeholder, and
 * ConnectionSecretInvalid if a field is invalid. The errors never repeat a field's value.
 */
export function parseConnectionSecret(secretId: string, text: string): ConnectionSecret {
  const invalid = (what: string) =>
    new ConnectionSecretInvalid(`The connection secret ${secretId} ${what}`, { remedy: REMEDY });
  const given = fieldsIn(text, invalid);
  return parsed(
    connectionSecretForm(given),
    given,
    ['tenantId', 'clientId', ...proofFields(given)],
    invalid,
    () => {
      throw new NotConnected(`The connection secret ${secretId} still holds the placeholder`, {
        remedy: (place) => `Connect the tenant: ${commandAt('connect', place)}.`,
      });
    },
  );
}

/** Parses the secret of an app that several connections share. Throws ConnectionSecretInvalid, which repeats no field's value. */
export function parseSharedSecret(secretId: string, text: string): StoredCredential {
  const invalid = (what: string) =>
    new ConnectionSecretInvalid(`The secret ${secretId} of the app ${what}`, { remedy: SHARED_REMEDY });
  const given = fieldsIn(text, invalid);
  return parsed(sharedSecretForm(given), given, proofFields(given), invalid);
}

type Invalid = (what: string) => ConnectionSecretInvalid;

/** Returns the object in the text. Of a certificate and a client secret, a missing one or its placeholder counts as absent. */
function fieldsIn(text: string, invalid: Invalid): Record<string, unknown> {
  const given = pastedObject(text);
  if (!given) throw invalid('is not a JSON object');
  if (!holdsCertificate(given) || given.clientSecret === undefined) return given;
  const { clientSecret, clientSecretExpires, certificate, privateKey, ...others } = given;
  if (isBlank(clientSecret)) return { ...others, certificate, privateKey };
  if (isBlank(certificate) && isBlank(privateKey)) return { ...others, clientSecret, clientSecretExpires };
  throw invalid('holds both a certificate and a client secret: leave one of them');
}

function isBlank(value: unknown): boolean {
  if (typeof value !== 'string') return value === undefined || value === null;
  return ['', SECRET_PLACEHOLDER].includes(pasted(value));
}

function proofFields(given: object): string[] {
  return holdsCertificate(given) ? ['certificate', 'privateKey'] : ['clientSecret'];
}

function parsed<T>(
  form: z.core.$ZodType<T>,
  given: Record<string, unknown>,
  fields: readonly string[],
  invalid: Invalid,
  onPlaceholder: () => void = () => {},
): T {
  const values = fields.map((field) => {
    const value = given[field];
    return { field, value: typeof value === 'string' ? pasted(value) : value };
  });
  if (values.every(({ value }) => value === SECRET_PLACEHOLDER)) onPlaceholder();
  for (const { field, value } of values) {
    if (value === undefined || value === '') throw invalid(`has no ${field}`);
    if (value === SECRET_PLACEHOLDER) throw invalid(`still holds the placeholder as its ${field}`);
  }
  const secret = z.safeParse(form, given);
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
