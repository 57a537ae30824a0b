import { afterEach } from '@jest/globals';
import type { Collector } from '../../lib/collectors/collector.ts';
import { NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import type { CollectedOutcome } from '../../lib/domain/collection-outcome.ts';
import type { Connection } from '../../lib/domain/connection.ts';
import type { Measured, Measurement, Meter } from '../../lib/domain/measurement.ts';
import type { ReadingProgress } from '../../lib/domain/provenance.ts';
import type { Session } from '../../lib/domain/session.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import type { SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { authenticate } from '../../lib/sync/authenticate.ts';
import { collect } from '../../lib/sync/collect.ts';
import type { Vault } from '../../lib/vault/vault.ts';
import { MemoryVault } from './memory-log.ts';
import { VirtualClock } from './virtual-clock.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

export interface SandboxSetup {
  variant?: SandboxTenantName;
  tenant?: Partial<SandboxTenant>;
  /** Path of a Graph source to its data, if they differ from the variant's. */
  data?: SandboxTenant['data'];
  interfere?: SandboxOptions['interfere'];
  settings?: Partial<Connection>;
  /** Milliseconds that a collector may read; by default ten minutes. */
  timeLeft?: number;
  /** By default a vault in memory. */
  vault?: Vault;
  /** Duration of each answer in milliseconds of the test's clock. */
  latency?: number;
}

/** Returns a sandbox tenant with the real sign-in and collect step, on a clock that never waits. */
export async function signedInSandbox(setup: SandboxSetup = {}) {
  const clock = new VirtualClock();
  const { tenant, secret, service } = sandboxTenant(setup.variant ?? 'healthy', clock.now());
  const sandbox = await startSandbox({
    tenant: { ...tenant, data: { ...tenant.data, ...setup.data }, ...setup.tenant },
    clock,
    latency: setup.latency,
    ...service,
    ...(setup.interfere && { interfere: setup.interfere }),
  });
  open.push(sandbox);
  const dataKeys = localDataKeys();
  const { vault = new MemoryVault() } = setup;
  const openTransport = () => openSandboxTransport(sandbox.port);
  const settings = { name: 'test', secret: 'sandbox', cloud: 'global', options: {} } as const;
  const signIn = authenticate({
    connections: async () => [{ ...settings, ...setup.settings }],
    secrets: async () => JSON.stringify(secret),
    dataKeys,
    openTransport,
    neededPermissions: NEEDED_PERMISSIONS,
    clock,
    random: () => 0.5,
  });
  const session: Session = await signIn({ input: { connection: 'test' } }, clock.now() + 55_000);
  const progress: ReadingProgress[] = [];
  const measured: [of: Measured, measurements: readonly Measurement[]][] = [];
  return {
    clock,
    vault,
    session,
    progress,
    measured,
    /** Every request that the sandbox received, without the sign-in. */
    graphRequests: () => sandbox.requests.filter((request) => !request.startsWith('POST')),
    read(collector: Collector): Promise<CollectedOutcome> {
      const meter: Meter = (...what) => measured.push(what);
      const onProgress = (event: ReadingProgress) => progress.push(event);
      const step = collect(collector, {
        dataKeys,
        openTransport,
        vault,
        clock,
        random: () => 0.5,
        onProgress,
        meter,
      });
      return step({ session }, clock.now() + (setup.timeLeft ?? 600_000));
    },
  };
}

/** Resolves with the error of a rejected promise. Throws if it is fulfilled. */
export async function rejection<E extends Error>(promise: Promise<unknown>): Promise<E> {
  try {
    await promise;
  } catch (error) {
    return error as E;
  }
  throw new Error('The promise was fulfilled');
}
