import { type ClientSecret, ClientSecretForm, secretProblem } from '../domain/connection-secret.ts';
import { pasted } from '../domain/pasted.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { CommandEnv } from './command-environment.ts';

const CREDENTIALS = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'] as const;
const VARIABLES: Record<string, string> = {
  tenantId: 'AZURE_TENANT_ID',
  clientId: 'AZURE_CLIENT_ID',
  clientSecret: 'AZURE_CLIENT_SECRET',
};

/** Returns whether all three variables are set. Their values may be invalid. */
export function hasCredentials(env: CommandEnv): boolean {
  return setIn(env).length === CREDENTIALS.length;
}

function setIn(env: CommandEnv) {
  return CREDENTIALS.filter((name) => pasted(env[name] ?? '') !== '');
}

/**
 * Returns the credentials of the environment; undefined if all three variables are blank. Throws WrongUsage if some are
 * missing or invalid.
 */
export function secretOf(env: CommandEnv): ClientSecret | undefined {
  const set = setIn(env);
  if (set.length === 0) return undefined;
  if (!hasCredentials(env)) {
    const missing = CREDENTIALS.filter((name) => !set.includes(name));
    throw new WrongUsage(
      `${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not`,
      {
        remedy:
          'Set all three for your own tenant, or unset them. --sandbox healthy uses a sandbox tenant in either case.',
      },
    );
  }
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = env;
  const secret = ClientSecretForm.safeParse({ tenantId, clientId, clientSecret });
  if (secret.success) return secret.data;
  const { field, problem } = secretProblem(secret.error);
  throw new WrongUsage(`${VARIABLES[field] ?? field} ${problem}`, {
    remedy: 'Copy the value again from the app registration.',
  });
}
