import { afterAll, beforeAll } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { syncLocally } from '../../lib/deployment/on-laptop/local-sync.ts';
import { OUTPUT } from '../../lib/infrastructure/stack-terms.ts';
import { openSandboxTransport } from '../../lib/sandbox/sandbox-transport.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import type { SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { type AwsApi, type AwsStandIn, startAws } from './aws-stand-in.ts';
import { MemoryVault, memorySigning } from './memory-log.ts';
import { serveRegister } from './register-server.ts';
import { ExecutionLog } from './step-functions-stand-in.ts';
import { VirtualClock } from './virtual-clock.ts';

const ARN = 'arn:aws:states:eu-central-1:123456789012';

const PLACEHOLDER = '{"tenantId":"replace-me","clientId":"replace-me","clientSecret":"replace-me"}';

/** A deployed stack for the AWS SDK: outputs, secrets, and a state machine that really syncs a sandbox tenant. */
export interface DeployedStandIn {
  env: Record<string, string>;
  register: LocalRegister;
  /** Secret id to its text. */
  secrets: Map<string, string>;
  /** If false, the secrets of its connections are the placeholder. */
  connected: boolean;
  /** Name of each operation to its answer, which tests can replace. */
  operations: Record<string, AwsApi>;
}

/** Starts one for a test file, with the connections `default`, and `plant` in the national cloud gcc-high. */
export function deployedStandIn(variant: () => SandboxTenantName = () => 'healthy'): () => DeployedStandIn {
  const standIn = {} as DeployedStandIn;
  let aws: AwsStandIn;
  let server: Awaited<ReturnType<typeof serveRegister>>;
  const logs = new Map<string, ExecutionLog>();
  const running: Promise<void>[] = [];
  beforeAll(async () => {
    const register = await openLocalRegister();
    const secrets = new Map<string, string>();
    const operations: Record<string, AwsApi> = {
      GetSecretValue: ({ SecretId }) => ({ SecretString: secrets.get(String(SecretId)) ?? '{}' }),
      PutSecretValue({ SecretId, SecretString }) {
        secrets.set(String(SecretId), String(SecretString));
        return {};
      },
      async StartExecution({ input }) {
        const executionArn = `${ARN}:execution:Sync:run-${logs.size + 1}`;
        const log = new ExecutionLog();
        logs.set(executionArn, log);
        running.push(sync(variant(), JSON.parse(String(input)), register, log, standIn.connected));
        return { executionArn, startDate: 1_795_000_000 };
      },
      GetExecutionHistory: ({ executionArn, ...page }) =>
        logs.get(String(executionArn))?.page(page) ?? { events: [] },
    };
    const connection = (name: string, cloud: string) =>
      JSON.stringify({
        name,
        secret: `arn:secret:${name}`,
        cloud,
        frequency: 'daily',
      });
    const outputs = {
      [OUTPUT.stateMachine]: `${ARN}:stateMachine:Sync`,
      [OUTPUT.registerTable]: register.tableName,
      [`${OUTPUT.connection}default`]: connection('default', 'global'),
      [`${OUTPUT.connection}plant`]: connection('plant', 'gcc-high'),
    };
    aws = await startAws({ M365Evidence: outputs, Empty: {} }, operations);
    server = await serveRegister(register);
    const env = { ...aws.env, AWS_ENDPOINT_URL_DYNAMODB: server.url };
    Object.assign(standIn, { env, register, secrets, operations, connected: true });
  });
  afterAll(async () => {
    await Promise.all(running);
    await aws.close();
    await server.close();
    await standIn.register.close();
  });
  return () => standIn;
}

/** Runs the state machine: the deployed workflow and steps, on a clock that never waits. */
async function sync(
  variant: SandboxTenantName,
  input: unknown,
  register: LocalRegister,
  log: ExecutionLog,
  connected: boolean,
): Promise<void> {
  const clock = new VirtualClock();
  const { tenant, secret, service } = sandboxTenant(variant, clock.now());
  const sandbox = await startSandbox({ tenant, clock, ...service });
  const { result } = await syncLocally({
    connections: async () => [
      { name: 'default', secret: 'arn:secret:default', cloud: 'global', options: {} },
      { name: 'plant', secret: 'arn:secret:plant', cloud: 'gcc-high', options: {} },
    ],
    input,
    secrets: async () => (connected ? JSON.stringify(secret) : PLACEHOLDER),
    openTransport: () => openSandboxTransport(sandbox.port),
    // A stack's evidence is never marked.
    sandbox: undefined,
    register,
    sealing: memorySigning(),
    vault: new MemoryVault(),
    clock,
    random: () => 0.5,
    retryInterval: 0,
    onEngineEvent: (event) => log.take(event),
  });
  await sandbox.close();
  log.end(result);
}
