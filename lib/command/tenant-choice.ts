import { ConnectionSecret } from '../../lambdas/domain/connection.ts';
import type { SecretSource } from '../../lambdas/domain/secret-source.ts';
import { type HttpTransport, openHttpTransport } from '../../lambdas/graph/http-transport.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import type { CommandEnv } from '../../lambdas/runtime/env.ts';
import { openSandboxTransport } from '../local/sandbox/sandbox-transport.ts';
import { startSandbox } from '../local/sandbox/server.ts';
import { sandboxTenant } from '../local/sandbox/variants.ts';
import { WrongUsage } from './wrong-usage.ts';

/** The tenant that a local sync reads: how to sign in to it and how to reach it. */
export interface ChosenTenant {
  /** Folder of its register below the registers' own: what is fictional never mixes with what is not. */
  folder: 'sandbox' | 'tenant';
  /** For people: which tenant this is. */
  description: string;
  secrets: SecretSource;
  openTransport: () => HttpTransport;
  close(): Promise<void>;
}

const CREDENTIALS = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'] as const;

/** The sandbox tenant that was asked for, else the tenant of the environment, else the healthy sandbox tenant. */
export async function chooseTenant(env: CommandEnv, sandbox: string | undefined): Promise<ChosenTenant> {
  const set = CREDENTIALS.filter((name) => env[name]);
  if (sandbox !== undefined || set.length === 0) return chooseSandbox(sandbox ?? 'healthy');
  if (set.length < CREDENTIALS.length) {
    const missing = CREDENTIALS.filter((name) => !env[name]);
    throw new WrongUsage(
      `${set.join(' and ')} ${set.length > 1 ? 'are' : 'is'} set, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not. Set all three for your own tenant, or none for the sandbox tenant.`,
    );
  }
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = env;
  const secret = { tenantId, clientId, clientSecret };
  const wrong = ConnectionSecret.safeParse(secret).error?.issues[0];
  if (wrong) {
    const variable = { tenantId: CREDENTIALS[0], clientId: CREDENTIALS[1], clientSecret: CREDENTIALS[2] };
    const field = wrong.path[0] as keyof typeof variable;
    throw new WrongUsage(`${variable[field]} ${wrong.message}.`);
  }
  return {
    folder: 'tenant',
    description: `Microsoft 365 tenant ${tenantId}`,
    secrets: async () => JSON.stringify(secret),
    openTransport: openHttpTransport,
    close: async () => {},
  };
}

async function chooseSandbox(name: string): Promise<ChosenTenant> {
  const { tenant, secret, service } = sandboxTenant(name, systemClock.now());
  const sandbox = await startSandbox({ tenant, clock: systemClock, latency: 40, ...service });
  return {
    folder: 'sandbox',
    description: `sandbox tenant "${name}" (fictional, on this machine)`,
    secrets: async () => JSON.stringify(secret),
    openTransport: () => openSandboxTransport(sandbox.port),
    close: () => sandbox.close(),
  };
}
