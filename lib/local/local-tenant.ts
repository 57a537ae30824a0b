import { join } from 'node:path';
import { ConnectionSecretUnreadable } from '../../lambdas/domain/errors.ts';
import { type HttpTransport, openHttpTransport } from '../../lambdas/graph/http-transport.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import type { CommandEnv } from '../../lambdas/runtime/env.ts';
import { secretOf } from '../deployment/environment-secret.ts';
import { openSandboxTransport } from './sandbox/sandbox-transport.ts';
import { startSandbox } from './sandbox/server.ts';
import type { SandboxTenantName } from './sandbox/tenant-names.ts';
import { sandboxTenant } from './sandbox/variants.ts';
import { StoredSecrets } from './stored-secrets.ts';

/** Whose evidence is collected on this machine: how to sign in there, and how to reach it. */
export interface LocalTenant {
  /** Below the registers' own folder: what is fictional never mixes with what is not. */
  folder: 'sandbox' | 'tenant';
  /** For people: which tenant this is. */
  description: string;
  /** For people: whose register that folder is. */
  registerOf: string;
  /** The secret's text. */
  readSecret: (connection: string) => Promise<string>;
  stored: StoredSecrets;
  /** Whether it has a past that can be recorded: the healthy sandbox tenant has. */
  hasHistory: boolean;
  openTransport: () => HttpTransport;
  close(): Promise<void>;
}

export interface TenantChoice {
  env: CommandEnv;
  /** Where registers and stored secrets are. */
  base: string;
  sandbox?: SandboxTenantName | undefined;
  connections: readonly { name: string }[];
  /** Whether a tenant is being connected: then it is a real one, unless a sandbox tenant was asked for. */
  connecting: boolean;
}

/**
 * The sandbox tenant that was asked for, else the tenant of the environment, else those that were connected on this
 * machine, else the healthy sandbox tenant.
 */
export async function chooseTenant(choice: TenantChoice): Promise<LocalTenant> {
  const { env, base, sandbox, connections, connecting } = choice;
  if (sandbox !== undefined) return openSandbox(sandbox, base);
  const stored = new StoredSecrets(join(base, 'connections', 'tenant'));
  const inEnvironment = secretOf(env);
  const real = {
    folder: 'tenant' as const,
    registerOf: 'your own tenants (on this machine)',
    stored,
    hasHistory: false,
    openTransport: openHttpTransport,
    close: async () => {},
  };
  if (inEnvironment) {
    const description = `Microsoft 365 tenant ${inEnvironment.tenantId}`;
    return { ...real, description, readSecret: async () => JSON.stringify(inEnvironment) };
  }
  if (!connecting && !stored.hasAny(connections)) return openSandbox('healthy', base);
  return {
    ...real,
    description: 'the Microsoft 365 tenants connected on this machine',
    readSecret: async (name) => (await stored.read(name)) ?? notConnected(name),
  };
}

async function openSandbox(name: SandboxTenantName, base: string): Promise<LocalTenant> {
  const { tenant, secret, ownSecretOnly, service } = sandboxTenant(name, systemClock.now());
  const stored = new StoredSecrets(join(base, 'connections', 'sandbox'));
  const sandbox = await startSandbox({ tenant, clock: systemClock, latency: 40, ...service });
  return {
    folder: 'sandbox',
    registerOf: 'sandbox tenants (fictional, on this machine)',
    description: `sandbox tenant "${name}" (fictional, on this machine)`,
    readSecret: async (connection) =>
      (!ownSecretOnly && (await stored.read(connection))) || JSON.stringify(secret),
    stored,
    hasHistory: name === 'healthy',
    openTransport: () => openSandboxTransport(sandbox.port),
    close: () => sandbox.close(),
  };
}

function notConnected(name: string): never {
  throw new ConnectionSecretUnreadable(`The connection ${name} is not connected on this machine`, {
    remedy: `Connect it: npx m365-evidence connect ${name} --local`,
  });
}
