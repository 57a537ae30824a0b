import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { CommandEnv } from '../deployment/command-environment.ts';
import { secretOf } from '../deployment/environment-secret.ts';
import {
  CertificateForm,
  type ClientSecret,
  ClientSecretForm,
  type ConnectionSecret,
  holdsCertificate,
  secretProblem,
} from '../domain/connection-secret.ts';
import { pasted, pastedObject } from '../domain/pasted.ts';
import { daysUntil } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';

interface CredentialsSource {
  env: CommandEnv;
  /** Standard input: a terminal to ask on, or JSON. */
  input: NodeJS.ReadStream;
  /** The client secret's expiry date, as given on the command line. */
  expires: string | undefined;
  /** A sandbox tenant's credentials, if connecting is only rehearsed. They are the default, and the environment is ignored. */
  rehearsal?: ClientSecret | undefined;
  now: number;
  signal: AbortSignal;
}

/**
 * Returns a connection's credentials: from the environment, else from questions on a terminal, else from JSON on standard
 * input. Throws WrongUsage, which names the wrong field and never its value.
 */
export async function collectCredentials(source: CredentialsSource): Promise<ConnectionSecret> {
  const { env, input, expires, now, signal, rehearsal } = source;
  checkExpires(expires, now);
  const given = rehearsal ? undefined : secretOf(env);
  if (given) return checked({ ...given, ...(expires && { clientSecretExpires: expires }) }, now);
  if (input.isTTY) {
    const { askForCredentials } = await import('./credential-questions.ts');
    return checked(await askForCredentials(expires, now, signal, rehearsal), now);
  }
  const json = await text(input);
  const piped = rehearsal && json.trim() === '' ? rehearsal : parsed(json);
  return checked({ ...piped, ...(expires && { clientSecretExpires: expires }) }, now);
}

const JSON_FORM = '{"tenantId": "…", "clientId": "…", "clientSecret": "…"}';

function parsed(piped: string): object {
  if (pasted(piped) === '') {
    throw new WrongUsage('There are no credentials', {
      remedy: `Run the command in a terminal, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or pipe JSON to it: ${JSON_FORM}.`,
    });
  }
  const value = pastedObject(piped);
  if (value) return value;
  throw new WrongUsage('Standard input is not a JSON object', { remedy: `Pipe ${JSON_FORM}.` });
}

/** Returns the credentials if all fields are valid. Throws WrongUsage if not. */
function checked(fields: object, now: number): ConnectionSecret {
  const form: z.core.$ZodType<ConnectionSecret> = holdsCertificate(fields)
    ? CertificateForm
    : ClientSecretForm;
  const secret = z.safeParse(form, fields);
  if (!secret.success) {
    const { field, problem } = secretProblem(secret.error);
    throw new WrongUsage(field in fields ? `${field} ${problem}` : `${field} is missing`, {
      remedy: 'Copy the value again from the app registration.',
    });
  }
  if ('clientSecret' in secret.data) checkExpires(secret.data.clientSecretExpires, now);
  return secret.data;
}

/** Throws WrongUsage if the client secret's expiry date is not a date, or is in the past. */
function checkExpires(expires: string | undefined, now: number): void {
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
