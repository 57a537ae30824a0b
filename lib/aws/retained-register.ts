import { WrongUsage } from '../../lambdas/domain/wrong-usage.ts';
import { registerClient } from '../../lambdas/register/register-client.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { type AwsPlace, clientConfig } from './client-config.ts';

/**
 * Opens a register's table without its stack, which it outlives: for reading only. Its connections are those that the
 * register itself holds.
 */
export async function openRetainedRegister(tableName: string, place: AwsPlace): Promise<Deployment> {
  const client = registerClient(clientConfig(place));
  const description = `table ${tableName} in ${await client.config.region()}`;
  const refuse = (): never => {
    throw new WrongUsage(
      '--table is for reading a register: without a stack nothing can be synced or stored.',
    );
  };
  return {
    description,
    registerOf: description,
    fictional: false,
    connections: [],
    openTransport: refuse,
    secrets: { read: async () => refuse(), store: async () => refuse() },
    register: async () => ({ client, tableName }),
    startSync: async () => refuse(),
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}
