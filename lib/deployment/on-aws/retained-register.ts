import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { WrongUsage } from '../../domain/user-error.ts';
import { registerClient } from '../../register/register-client.ts';
import type { Deployment } from '../deployment.ts';
import { type AwsPlace, clientConfig } from './client-config.ts';

/**
 * Opens the table of a register whose stack was deleted, for reading only. Everything else throws WrongUsage. No
 * connection is configured; the register itself names the connections that it has evidence of.
 */
export async function openRetainedRegister(tableName: string, place: AwsPlace): Promise<Deployment> {
  const client = registerClient(clientConfig(place));
  const region = await client.config.region();
  const description = `table ${tableName} in ${region}`;
  const refuse = (): never => {
    throw new WrongUsage('--table only reads a register: without a stack, nothing can be synced or stored', {
      remedy: 'Name a stack with --stack instead.',
    });
  };
  return {
    description,
    registerOf: description,
    aws: { region, table: tableName },
    fictional: false,
    connections: [],
    settings: async () => DEFAULT_SETTINGS,
    openTransport: refuse,
    secrets: { read: async () => refuse(), store: async () => refuse() },
    register: async () => ({ client, tableName }),
    sealed: async () => refuse(),
    annotate: async () => refuse(),
    startSync: async () => refuse(),
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}
