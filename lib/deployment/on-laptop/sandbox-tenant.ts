import { join } from 'node:path';
import { openSandboxTransport } from '../../sandbox/sandbox-transport.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import { sandboxTenant } from '../../sandbox/variants.ts';
import { systemClock } from '../../sync/system-clock.ts';
import type { LocalTenant } from './local-tenant.ts';
import { StoredSecrets } from './stored-secrets.ts';

/**
 * Returns a sandbox tenant for this machine. Its server starts with the first request. It accepts every certificate, so that
 * a person can rehearse connecting with one.
 */
export function openSandboxTenant(name: SandboxTenantName, base: string): LocalTenant {
  const { tenant, secret, ownSecretOnly, service } = sandboxTenant(name, systemClock.now());
  const stored = new StoredSecrets(join(base, 'connections', 'sandbox'));
  let started: Promise<Sandbox> | undefined;
  const port = async () => {
    const accepting = { ...tenant, certificates: 'any' as const };
    started ??= startSandbox({ tenant: accepting, clock: systemClock, latency: 40, ...service });
    return (await started).port;
  };
  return {
    folder: 'sandbox',
    sandbox: name,
    registerOf: 'sandbox tenants (fictional, on this machine)',
    description: `sandbox tenant "${name}" (fictional, on this machine)`,
    readSecret: async (connection) =>
      (!ownSecretOnly && (await stored.read(connection))) || JSON.stringify(secret),
    stored,
    rehearsal: secret,
    hasHistory: name === 'healthy',
    openTransport: () => openSandboxTransport(port),
    close: async () => (await started)?.close(),
  };
}
