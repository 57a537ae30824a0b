import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { listedConnections } from '../../connections/listed-connections.ts';
import type { ConnectionSource } from '../../domain/connection.ts';
import type { Failure } from '../../domain/failure.ts';
import { WrongUsage } from '../../domain/user-error.ts';
import { historyDays } from '../../sandbox/history-days.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import { listedSettings } from '../../settings/listed-settings.ts';
import { systemClock } from '../../sync/system-clock.ts';
import { CommandEnv, commandEnvironment } from '../command-environment.ts';
import type { Deployment, StartedSync } from '../deployment.ts';
import { syncEnd } from '../sync-end.ts';
import { type LocalRegister, openLocalRegister } from './local-register.ts';
import { localSealPorts } from './local-seal-ports.ts';
import { localSealedRegister } from './local-sealed-register.ts';
import { localSealing } from './local-sealing.ts';
import type { StepPorts } from './local-steps.ts';
import type { LocalTenant } from './local-tenant.ts';
import { localVault } from './local-vault.ts';
import { checkPrivateFolder, pathExists } from './private-folder.ts';
import { registersFolder } from './registers-folder.ts';
import { chooseTenant } from './tenant-choice.ts';

interface LocalChoice {
  sandbox?: SandboxTenantName | undefined;
  orSandbox?: boolean | undefined;
  /** Whether only the register is read. */
  reading: boolean;
  /** Whether the command got its credentials by an option. */
  given?: boolean;
}

/**
 * Opens the deployment on this machine: the register in a folder, and the deployed workflow on an embedded engine.
 * Throws WrongUsage or a LocalFault.
 */
export async function openLocalDeployment(choice: LocalChoice): Promise<Deployment> {
  const env = commandEnvironment(CommandEnv);
  // On a laptop, secrets are stored by the connection's name.
  const connections = listedConnections().map(({ secret: _, ...connection }) => connection);
  const settings = listedSettings();
  const base = registersFolder(env);
  if (pathExists(base)) await checkPrivateFolder(base);
  // Each connection signs in with credentials of this machine, even if on AWS it shares an app.
  const own = connections.map(({ app: _, tenantId: __, ...connection }) => connection);
  const tenant = await chooseTenant({ env, base, connections, ...choice });
  const folder = join(base, tenant.folder);
  const opened = new Map<string | undefined, Promise<LocalRegister>>();
  const openRegister = (where: string | undefined) => {
    const register = opened.get(where) ?? openLocalRegister(where);
    opened.set(where, register);
    return register;
  };
  return {
    description: tenant.description,
    registerOf: tenant.registerOf,
    fictional: tenant.sandbox !== undefined,
    ...(tenant.notice !== undefined && { notice: tenant.notice }),
    ...(tenant.rehearsal && { rehearsal: tenant.rehearsal }),
    folder,
    connections,
    settings: async () => settings,
    openTransport: tenant.openTransport,
    secrets: {
      read: ({ name }) => tenant.readSecret(name),
      store: ({ name }, secret) => tenant.stored.store(name, secret),
    },
    // Reading does not make a folder: if it is missing, the register is empty.
    register: () => openRegister(pathExists(folder) ? folder : undefined),
    sealed: async (connection) =>
      localSealedRegister(await openRegister(pathExists(folder) ? folder : undefined), folder, connection),
    async annotate(annotation) {
      const [{ annotate }, register] = await Promise.all([
        import('../../sync/annotate.ts'),
        openRegister(folder),
      ]);
      const place = {
        register,
        sealing: localSealing(folder),
        vault: localVault(folder),
        clock: systemClock,
      };
      return await annotate(await localSealPorts({ ...place, sandbox: tenant.sandbox }))({ annotation });
    },
    async startSync(connection) {
      // Before the register is made, so that a sync without credentials leaves nothing behind.
      await tenant.readSecret(connection);
      return localSync(connection, async () => own, tenant, {
        register: await openRegister(folder),
        sealing: localSealing(folder),
        vault: localVault(folder),
        settings,
      });
    },
    async recordHistory(connection, days, watch) {
      refuseHistory(tenant, days);
      const { recordSandboxHistory } = await import('./sandbox-history.ts');
      const register = await openRegister(folder);
      const now = systemClock.now();
      await recordSandboxHistory({
        connection,
        connections: async () => own,
        days,
        now,
        register,
        sealing: localSealing(folder),
        vault: localVault(folder),
        settings,
        ...watch,
      });
    },
    async [Symbol.asyncDispose]() {
      try {
        for (const register of await Promise.allSettled(opened.values()))
          if (register.status === 'fulfilled') await register.value.close();
      } finally {
        // The server of a sandbox tenant would keep the process alive, and with it the lock of the register.
        await tenant.close();
      }
    },
  };
}

function localSync(
  connection: string,
  connections: ConnectionSource,
  { openTransport, readSecret, sandbox }: LocalTenant,
  kept: Pick<StepPorts, 'register' | 'sealing' | 'vault' | 'settings'>,
): StartedSync {
  const name = randomUUID();
  return {
    execution: `local:${name}`,
    async follow(onEvent, signal) {
      onEvent({ kind: 'workflow', ready: true, text: 'its state machine, as it would be deployed' });
      const { syncLocally } = await import('./local-sync.ts');
      let notConnected: Failure | undefined;
      const { result, recorded } = await syncLocally({
        input: { connection },
        name,
        connections,
        secrets: () => readSecret(connection),
        openTransport,
        sandbox,
        ...kept,
        clock: systemClock,
        signal,
        onEvent: (event) => {
          if (event.kind === 'not-connected') notConnected = event.failure;
          onEvent(event);
        },
      });
      return syncEnd(result, { recorded, notConnected });
    },
  };
}

function refuseHistory({ hasHistory, description }: LocalTenant, days: number): void {
  if (!hasHistory) {
    throw new WrongUsage(
      `--days is for the healthy sandbox tenant (--sandbox healthy), and this is ${description}`,
      { remedy: 'Leave --days out.' },
    );
  }
  historyDays(days, systemClock.now());
}
