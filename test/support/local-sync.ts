import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { LocalSealing } from '../../lib/deployment/on-laptop/local-sealing.ts';
import { syncLocally } from '../../lib/deployment/on-laptop/local-sync.ts';
import type { EngineEvent } from '../../lib/deployment/on-laptop/workflow-runner.ts';
import type { SyncProgress } from '../../lib/deployment/sync-progress.ts';
import type { ConnectionSource } from '../../lib/domain/connection.ts';
import type { Measured, Measurement } from '../../lib/domain/measurement.ts';
import { unreadReason } from '../../lib/domain/outcome-text.ts';
import type { SecretSource } from '../../lib/domain/secret-source.ts';
import type { Settings } from '../../lib/domain/settings.ts';
import type { SyncEndedEvent } from '../../lib/domain/sync-ended-event.ts';
import type { SyncRun } from '../../lib/domain/sync-run.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import type { SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import type { Vault } from '../../lib/vault/vault.ts';
import { MemoryVault, memorySigning } from './memory-log.ts';
import { type SandboxCredentialName, sandboxCredential, sandboxWebIdentity } from './sandbox-credential.ts';
import { VirtualClock } from './virtual-clock.ts';

const register = Promise.withResolvers<LocalRegister>();
const open: Sandbox[] = [];
beforeAll(async () => register.resolve(await openLocalRegister()));
afterAll(async () => (await register.promise).close());
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

const names = [...Array.from({ length: 60 }, (_, index) => `sync-${index}`), 'constructor'];
const unused = names.values();
/** Each sync of a test file has its own connection. */
export const connections: ConnectionSource = async () =>
  [...names, 'china'].map((name) => ({
    name,
    secret: `secret-of-${name}`,
    cloud: name === 'china' ? 'china' : 'global',
    options: {},
  }));

// The register orders syncs by their start, so each starts a minute after the one before.
let nextStart = Date.parse('2026-11-23T12:00:00Z');

export interface SyncSetup {
  /** `china`, or the name of an earlier sync. Each sync has a name of its own by default. */
  connection?: string;
  input?: unknown;
  /** What the connection signs in with; by default the client secret of the sandbox tenant. */
  credential?: SandboxCredentialName;
  /** Changes of the sandbox tenant. */
  tenant?: Partial<SandboxTenant>;
  /** Replaces the stand-in for STS with nothing, as on a laptop. */
  withoutSts?: boolean;
  /** By default, the credentials of the sandbox tenant. */
  secrets?: SecretSource;
  redriveCount?: number;
  sealing?: LocalSealing;
  longestPause?: number;
  settings?: Settings;
  interfere?: SandboxOptions['interfere'];
  /** By default a vault in memory. */
  vault?: Vault;
  signal?: AbortSignal;
  onEvent?: (event: SyncProgress) => void;
  /** Called when a collector has ended. */
  onMeasured?: (of: Measured) => void;
}

/** Runs a complete sync of a sandbox tenant, and reads its records from the register. */
export async function syncSandbox(variant: SandboxTenantName, setup: SyncSetup = {}) {
  const { credential: credentialName = 'secret' } = setup;
  // MSAL dates the assertion of a certificate by the clock of this machine.
  const start = credentialName.endsWith('certificate') ? Date.now() : nextStart;
  const startsAt = new Date(start).toISOString();
  nextStart += 60_000;
  const clock = new VirtualClock(startsAt);
  const { tenant, secret, service } = sandboxTenant(variant, clock.now());
  const credential = sandboxCredential(credentialName, secret);
  const sandbox = await startSandbox({
    tenant: { ...tenant, ...credential.tenant, ...setup.tenant },
    clock,
    ...service,
    ...(setup.interfere && { interfere: setup.interfere }),
  });
  open.push(sandbox);
  const table = await register.promise;
  const { vault = new MemoryVault() } = setup;
  const events: SyncProgress[] = [];
  const history: EngineEvent[] = [];
  const announcements: SyncEndedEvent[] = [];
  const measured: [of: Measured, measurements: readonly Measurement[]][] = [];
  const connection = setup.connection ?? unused.next().value ?? '';
  const { result, recorded } = await syncLocally({
    connections: async () =>
      (await connections()).map((listed) =>
        listed.name === connection ? { ...listed, ...credential.settings } : listed,
      ),
    input: 'input' in setup ? setup.input : { connection },
    secrets: setup.secrets ?? (async () => credential.text ?? JSON.stringify(secret)),
    ...(!setup.withoutSts && { webIdentity: sandboxWebIdentity(sandbox.port, clock) }),
    redriveCount: setup.redriveCount,
    openTransport: () => openSandboxTransport(sandbox.port),
    sandbox: variant,
    register: table,
    sealing: setup.sealing ?? memorySigning(),
    vault,
    longestPause: setup.longestPause,
    settings: setup.settings,
    clock,
    random: () => 0.5,
    retryInterval: 0,
    signal: setup.signal,
    onEngineEvent: (event) => history.push(event),
    onSyncEnded: (announcement) => announcements.push(announcement),
    meter: (...what) => {
      measured.push(what);
      setup.onMeasured?.(what[0]);
    },
    onEvent: (event) => {
      events.push(event);
      setup.onEvent?.(event);
    },
  });
  const reader = new RegisterReader(table);
  const run = recorded && ((await reader.run(connection, recorded.run)) as SyncRun);
  const evidence = run ? await reader.evidenceOf(run) : [];
  return {
    startsAt,
    result,
    recorded,
    run,
    evidence,
    events,
    history,
    announcements,
    measured,
    requests: sandbox.requests,
    table,
    vault,
    reader,
    connection,
    secret,
  };
}

/** Returns each outcome as short text: `collected`, `skipped license-missing`, `failed GraphUnavailable`. */
export function outcomesOf(run: SyncRun | undefined): Record<string, string> {
  return Object.fromEntries(
    (run?.outcomes ?? []).map((outcome) => [
      outcome.collector,
      [outcome.outcome, unreadReason(outcome)?.name].filter(Boolean).join(' '),
    ]),
  );
}
