import { randomBytes } from 'node:crypto';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { sealToken } from '../../lib/sign-in/token-seal.ts';
import { collect } from '../../lib/sync/collect.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import type { Vault } from '../../lib/vault/vault.ts';

/** The counts of the alerts by each of their properties. */
export interface AlertCounts {
  bySeverity: Record<string, number>;
  byStatus: Record<string, number>;
}

const SEALED_FOR = { connection: 'bench', tenant: 'lindqvist' };

/** Returns the deployed collect step for the alerts of the sandbox on a port. Each call collects once, and keeps all answers. */
export async function alertsStep(
  port: number,
  vault: Pick<Vault, 'put'> = { put: async () => {} },
): Promise<() => Promise<AlertCounts>> {
  const dataKeys = localDataKeys();
  const sealedToken = await sealToken(randomBytes(1_125).toString('base64url'), SEALED_FOR, dataKeys);
  const { connection, tenant: tenantId } = SEALED_FOR;
  const signedIn = { sealedToken, clientSecretExpires: null, permissions: null };
  const session = { connection, tenantId, cloud: 'global', options: { keepWholeAlerts: true }, ...signedIn };
  const step = collect(securityAlerts, {
    dataKeys,
    openTransport: () => openSandboxTransport(port),
    vault,
    clock: systemClock,
    random: Math.random,
    meter: () => {},
    onProgress: () => {},
  });
  return async () => {
    const { observation } = await step({ session }, systemClock.now() + 600_000);
    if (!observation.complete) throw new Error(observation.missing.join('; '));
    return observation.facts as unknown as AlertCounts;
  };
}
