import * as z from 'zod/mini';
import { type ConnectionSecret, connectionSecretForm, secretProblem } from '../domain/connection-secret.ts';
import { pasted } from '../domain/pasted.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { certificateFile } from './certificate-file.ts';
import type { CommandEnv } from './command-environment.ts';
import { validityOfUsable } from './usable-certificate.ts';

const CERTIFICATE = 'AZURE_CLIENT_CERTIFICATE_PATH';
const IDS = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'] as const;
const VARIABLES = [...IDS, 'AZURE_CLIENT_SECRET', CERTIFICATE] as const;
const NAMES: Record<string, string> = {
  tenantId: 'AZURE_TENANT_ID',
  clientId: 'AZURE_CLIENT_ID',
  clientSecret: 'AZURE_CLIENT_SECRET',
  certificate: CERTIFICATE,
  privateKey: CERTIFICATE,
};

/** Returns whether the variables of a client secret, or of a certificate, are set. Their values may be invalid. */
export function hasCredentials(env: CommandEnv): boolean {
  return setIn(env).length > 0 && missingFrom(env).length === 0;
}

function setIn(env: CommandEnv) {
  return VARIABLES.filter((name) => pasted(env[name] ?? '') !== '');
}

function missingFrom(env: CommandEnv): string[] {
  const set = setIn(env);
  const proof = set.includes(CERTIFICATE) ? CERTIFICATE : 'AZURE_CLIENT_SECRET';
  return [...IDS, proof].filter((name) => !set.some((one) => one === name));
}

/** Returns the ids of the environment that are set, for a command that gets the credential from an option. */
export function idsIn(env: CommandEnv): { tenantId?: string; clientId?: string } {
  const [tenantId, clientId] = IDS.map((name) => pasted(env[name] ?? ''));
  return { ...(tenantId && { tenantId }), ...(clientId && { clientId }) };
}

/**
 * Resolves with the credentials of the environment, by the names that Azure's SDKs use; undefined if all variables are blank.
 * Rejects with WrongUsage if some are missing or invalid, or if they name both a client secret and a certificate.
 * Source: https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential
 */
export async function secretOf(env: CommandEnv): Promise<ConnectionSecret | undefined> {
  const set = setIn(env);
  if (set.length === 0) return undefined;
  const missing = missingFrom(env);
  if (missing.length > 0) {
    throw new WrongUsage(
      `${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not`,
      {
        remedy:
          'Set all three for your own tenant, or unset them. --sandbox healthy uses a sandbox tenant in either case.',
      },
    );
  }
  if (set.length > IDS.length + 1) {
    throw new WrongUsage(`AZURE_CLIENT_SECRET and ${CERTIFICATE} are both set`, {
      remedy: 'Unset the one that the app should not sign in with.',
    });
  }
  return checked(await fieldsIn(env));
}

async function fieldsIn(env: CommandEnv): Promise<object> {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = env;
  const path = pasted(env[CERTIFICATE] ?? '');
  const proof = path === '' ? { clientSecret } : await certificateFile(path, CERTIFICATE);
  return { tenantId, clientId, ...proof };
}

function checked(fields: object): ConnectionSecret {
  const secret = z.safeParse(connectionSecretForm(fields), fields);
  if (!secret.success) {
    const { field, problem } = secretProblem(secret.error);
    throw new WrongUsage(`${NAMES[field] ?? field} ${problem}`, {
      remedy: 'Copy the value again from the app registration.',
    });
  }
  if ('certificate' in secret.data) validityOfUsable(secret.data);
  return secret.data;
}
