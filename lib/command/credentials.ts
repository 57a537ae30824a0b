import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { certificateFile } from '../deployment/certificate-file.ts';
import type { CommandEnv } from '../deployment/command-environment.ts';
import { idsIn, secretOf } from '../deployment/environment-secret.ts';
import {
  type ConnectionSecret,
  connectionSecretForm,
  holdsCertificate,
  secretProblem,
} from '../domain/connection-secret.ts';
import { pasted, pastedObject } from '../domain/pasted.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { checkDates, checkExpires } from './credential-dates.ts';

/** The ids of an app in a tenant that need no question, such as those of a connection that shares an app. */
interface KnownIds {
  tenantId?: string | undefined;
  clientId?: string | undefined;
}

interface CredentialsSource {
  env: CommandEnv;
  /** Standard input: a terminal to ask on, or JSON. */
  input: NodeJS.ReadStream;
  /** The client secret's expiry date, as given on the command line. */
  expires: string | undefined;
  /** A PEM file with a certificate and its private key, as given on the command line. */
  certificate?: string | undefined;
  /** The ids that `cdk.json` names. */
  known?: KnownIds | undefined;
  /** A sandbox tenant's credentials, if connecting is only rehearsed. They are the default, and the environment is ignored. */
  rehearsal?: ConnectionSecret | undefined;
  now: number;
  signal: AbortSignal;
}

/**
 * Returns a connection's credentials: from the file of `certificate` with the ids of the environment, else from the environment,
 * else from questions on a terminal, else from JSON on standard input. Throws WrongUsage, which names the wrong field and never
 * its value.
 */
export async function collectCredentials(source: CredentialsSource): Promise<ConnectionSecret> {
  const { env, input, expires, now, signal, rehearsal, certificate } = source;
  checkExpires(expires, now);
  const proof = certificate === undefined ? undefined : await certificateFile(certificate, '--certificate');
  const dated = expires ? { clientSecretExpires: expires } : {};
  const known = rehearsal ? {} : defined(source.known ?? {});
  const ids = { ...(proof && !rehearsal ? idsIn(env) : {}), ...known };
  if (proof && ids.tenantId && ids.clientId) return checked({ ...ids, ...proof, ...dated }, now);
  const given = rehearsal || proof ? undefined : await secretOf(env);
  if (given) return checked({ ...given, ...dated }, now);
  if (input.isTTY) {
    const { askForCredentials } = await import('./credential-questions.ts');
    const answers = await askForCredentials({
      expires,
      now,
      signal,
      rehearsal,
      ids: proof ? ids : known,
      proof,
    });
    return checked({ ...dated, ...answers }, now);
  }
  const json = await text(input);
  const blank = pasted(json) === '';
  const piped = blank && rehearsal ? idsOrAll(rehearsal, proof) : parsed(json, proof);
  return checked({ ...ids, ...piped, ...proof, ...dated }, now);
}

function idsOrAll({ tenantId, clientId, ...secret }: ConnectionSecret, proof: object | undefined): object {
  return { tenantId, clientId, ...(proof ? {} : secret) };
}

function defined(known: KnownIds): KnownIds {
  return Object.fromEntries(Object.entries(known).filter(([, id]) => id !== undefined));
}

const JSON_FORM =
  '{"tenantId": "…", "clientId": "…", "clientSecret": "…"}, or "certificate" and "privateKey" as PEM instead of "clientSecret"';

function parsed(piped: string, proof: object | undefined): object {
  if (proof && pasted(piped) === '') {
    throw new WrongUsage('The certificate needs the ids of its tenant and its app', {
      remedy:
        'Set AZURE_TENANT_ID and AZURE_CLIENT_ID, run the command in a terminal, or pipe {"tenantId": "…", "clientId": "…"} to it.',
    });
  }
  if (pasted(piped) === '') {
    throw new WrongUsage('There are no credentials', {
      remedy: `Run the command in a terminal, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH), or pipe JSON to it: ${JSON_FORM}.`,
    });
  }
  const value = pastedObject(piped);
  if (value) return value;
  throw new WrongUsage('Standard input is not a JSON object', { remedy: `Pipe ${JSON_FORM}.` });
}

/** Returns the credentials if all fields are valid. Throws WrongUsage if not. */
function checked(fields: object, now: number): ConnectionSecret {
  if (holdsCertificate(fields) && 'clientSecret' in fields) {
    throw new WrongUsage('There is both a certificate and a client secret', {
      remedy: 'Give one of them: the credential that the app should sign in with.',
    });
  }
  const secret = z.safeParse(connectionSecretForm(fields), fields);
  if (!secret.success) {
    const { field, problem } = secretProblem(secret.error);
    throw new WrongUsage(field in fields ? `${field} ${problem}` : `${field} is missing`, {
      remedy: holdsCertificate(fields)
        ? 'Give the ids from the app registration, and the certificate and its private key as PEM.'
        : 'Copy the value again from the app registration.',
    });
  }
  checkDates(secret.data, fields, now);
  return secret.data;
}
