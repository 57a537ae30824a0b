import { join } from 'node:path';
import type { App, Connection } from '../../domain/connection.ts';
import type { ConnectionSecret } from '../../domain/connection-secret.ts';
import { WrongUsage } from '../../domain/user-error.ts';
import { openHttpTransport } from '../../http/http-transport.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import type { CommandEnv } from '../command-environment.ts';
import { hasCredentials, secretOf } from '../environment-secret.ts';
import { environmentProxies } from '../proxies.ts';
import type { LocalTenant } from './local-tenant.ts';
import { holdsRegister } from './register-folder.ts';
import { openSandboxTenant } from './sandbox-tenant.ts';
import { StoredSecrets } from './stored-secrets.ts';

interface TenantChoice {
  env: CommandEnv;
  /** The folder of registers and stored secrets. */
  base: string;
  /** The configured connections. */
  connections: readonly Pick<Connection, 'name' | 'app'>[];
  sandbox?: SandboxTenantName | undefined;
  /** Whether to use the healthy sandbox tenant if this folder never held a real one, as `npm start` does. */
  orSandbox?: boolean | undefined;
  /** Whether the command only reads the register, which needs no credentials. */
  reading: boolean;
  /** Whether the command got its credentials by an option: those of the environment are then not read, and may be incomplete. */
  given?: boolean | undefined;
}

/**
 * Returns the sandbox tenant of `--sandbox`, else the real tenants of this machine, with credentials from the environment or
 * from `connect`. Missing credentials never lead to a sandbox, because a cron job that lost its environment would
 * archive fiction. Throws WrongUsage if the environment's credentials are invalid.
 */
export async function chooseTenant(choice: TenantChoice): Promise<LocalTenant> {
  const { env, base, connections, sandbox, orSandbox, reading, given } = choice;
  const missing = (name: string) =>
    noCredentials(name, held, connections.find((connection) => connection.name === name)?.app);
  const stored = new StoredSecrets(join(base, 'connections', 'tenant'));
  const held = stored.holdsAny() || (await holdsRegister(join(base, 'tenant')));
  if (sandbox !== undefined) return openSandboxTenant(sandbox, base);
  if (reading)
    return (await readsSandbox(choice, held)) ? readSandbox(base) : realTenant(stored, undefined, missing);
  const inEnvironment = given ? undefined : await secretOf(env);
  if (orSandbox && !inEnvironment && !held) return openSandboxTenant('healthy', base);
  return realTenant(stored, inEnvironment, missing);
}

async function readsSandbox({ env, base }: TenantChoice, held: boolean): Promise<boolean> {
  return !held && !hasCredentials(env) && holdsRegister(join(base, 'sandbox'));
}

function readSandbox(base: string): LocalTenant {
  const notice = `No tenant of your own was ever synced or connected here. Reading the register of the sandbox tenants, whose data is fictional: ${join(base, 'sandbox')}`;
  return { ...openSandboxTenant('healthy', base), notice };
}

function realTenant(
  stored: StoredSecrets,
  inEnvironment: ConnectionSecret | undefined,
  missing: (name: string) => never,
): LocalTenant {
  return {
    folder: 'tenant',
    sandbox: undefined,
    registerOf: 'your own tenants (on this machine)',
    description: inEnvironment
      ? `Microsoft 365 tenant ${inEnvironment.tenantId}`
      : 'the Microsoft 365 tenants connected on this machine',
    stored,
    readSecret: async (name) =>
      inEnvironment ? JSON.stringify(inEnvironment) : ((await stored.read(name)) ?? missing(name)),
    hasHistory: false,
    openTransport: () => openHttpTransport(environmentProxies()),
    close: async () => {},
  };
}

function noCredentials(name: string, held: boolean, app: App | undefined): never {
  const why = held
    ? ' A real tenant was synced or connected here before, so the sandbox tenant is not synced instead.'
    : '';
  const onAws = app ? ` ${notHere(app)}` : '';
  const or = app ? 'Leave out --local. For this machine, ' : '';
  const set = `${or ? 'set' : 'Set'} AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET (or AZURE_CLIENT_CERTIFICATE_PATH)`;
  throw new WrongUsage(`There are no credentials for the connection ${name}.${onAws}${why}`, {
    remedy: `${or}${set}, or store them: npx m365-evidence connect ${name} --local. For a sandbox tenant, which is fictional, add --sandbox.`,
  });
}

/** Says why the credential of a shared app cannot be used on this machine. */
function notHere({ name, credential }: App): string {
  return credential === 'federated'
    ? `On AWS it signs in with the app ${name}, whose federated credential only its function can use.`
    : `On AWS it signs in with the app ${name}, whose secret is in Secrets Manager, which --local does not read.`;
}
