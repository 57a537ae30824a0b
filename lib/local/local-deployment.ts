import { resolve } from 'node:path';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { CommandEnv, readEnv } from '../../lambdas/runtime/env.ts';
import type { ConnectionEntry } from '../cloud/connections-context.ts';
import { staleAfterHours } from '../cloud/frequency.ts';
import type { Deployment, StartedSync, SyncEnd } from '../deployment/deployment.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import { listedConnections } from './listed-connections.ts';
import { type LocalRegister, openLocalRegister } from './local-register.ts';
import { chooseTenant, type LocalTenant } from './local-tenant.ts';
import type { SandboxHistory } from './sandbox-history.ts';
import type { WorkflowResult } from './workflow-runner.ts';

export interface LocalDeployment extends Deployment {
  /** The register's folder. */
  folder: string;
  /** Records the sandbox tenant's last days. Throws WrongUsage where the tenant is another, or the days cannot be told. */
  recordHistory(connection: string, days: number, watch: HistoryWatch): Promise<void>;
}

/** Who watches a history while it is recorded, and may end it. */
export type HistoryWatch = Pick<SandboxHistory, 'onDay' | 'signal'>;

export interface LocalChoice {
  /** A sandbox tenant by its name. */
  sandbox?: string | undefined;
  connecting?: boolean | undefined;
}

/** m365-evidence on this machine: the register in a folder, and the deployed workflow on an embedded engine. */
export async function openLocalDeployment({
  sandbox,
  connecting = false,
}: LocalChoice): Promise<LocalDeployment> {
  const env = readEnv(CommandEnv);
  const entries = listedConnections();
  const base = env.M365_EVIDENCE_DIR || '.m365-evidence';
  const tenant = await chooseTenant({ env, base, sandbox, connections: entries, connecting });
  const folder = resolve(base, tenant.folder);
  let register: Promise<LocalRegister> | undefined;
  const openRegister = () => {
    register ??= openLocalRegister(folder);
    return register;
  };
  return {
    description: tenant.description,
    folder,
    connections: entries.map(deployed),
    openTransport: tenant.openTransport,
    secrets: {
      read: ({ name }) => tenant.readSecret(name),
      store: ({ name }, secret) => tenant.stored.store(name, secret),
    },
    register: openRegister,
    startSync: async (connection) => localSync(connection, entries, tenant, await openRegister()),
    recordHistory: async (connection, days, watch) =>
      recordHistory({ connection, days, ...watch }, entries, tenant, openRegister),
    async close() {
      const opened = await register?.catch(() => undefined);
      await opened?.close();
      await tenant.close();
    },
  };
}

function deployed({ name, cloud, frequency }: ConnectionEntry) {
  return { name, cloud, secretId: name, staleAfterHours: staleAfterHours(frequency) };
}

function localSync(
  connection: string,
  entries: readonly ConnectionEntry[],
  tenant: LocalTenant,
  register: LocalRegister,
): StartedSync {
  return {
    execution: `local:${connection}`,
    async follow(onEvent, signal) {
      onEvent({ kind: 'workflow', ready: false, text: 'synthesizing the stack' });
      // All of CDK and the engine: loaded only now, when nothing can be wrong with the call any more.
      const { workflowDefinition } = await import('./workflow-definition.ts');
      const { syncLocally } = await import('./local-sync.ts');
      const definition = workflowDefinition(entries);
      onEvent({ kind: 'workflow', ready: true, text: 'its state machine, as it would be deployed' });
      const { openTransport, readSecret } = tenant;
      const { result, recorded } = await syncLocally({
        definition,
        input: { connection },
        secrets: () => readSecret(connection),
        openTransport,
        register,
        clock: systemClock,
        signal,
        onEvent,
      });
      return endOf(result, recorded?.run);
    },
  };
}

async function recordHistory(
  history: Pick<SandboxHistory, 'connection' | 'days'> & HistoryWatch,
  entries: readonly ConnectionEntry[],
  { hasHistory, description }: LocalTenant,
  openRegister: () => Promise<LocalRegister>,
): Promise<void> {
  if (!hasHistory) {
    throw new WrongUsage(
      `--days is for the healthy sandbox tenant. This is ${description}: leave --days out.`,
    );
  }
  const { recordSandboxHistory } = await import('./sandbox-history.ts');
  const { workflowDefinition } = await import('./workflow-definition.ts');
  const definition = workflowDefinition(entries);
  try {
    const register = await openRegister();
    await recordSandboxHistory({ ...history, now: systemClock.now(), definition, register });
  } catch (error) {
    throw error instanceof RangeError ? new WrongUsage(`--days: ${error.message}`) : error;
  }
}

function endOf(result: WorkflowResult, run: string | undefined): SyncEnd {
  if (run !== undefined) return { ended: 'recorded', run };
  if (result.ended === 'aborted') return { ended: 'left' };
  const why = result.ended === 'failed' ? `${result.error}: ${result.cause}` : 'It recorded nothing.';
  return { ended: 'unrecorded', why };
}
