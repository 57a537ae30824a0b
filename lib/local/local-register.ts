import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { type RegisterTable, registerClient } from '../../lambdas/register/register-client.ts';
import { DamagedRegister } from './damaged-register.ts';
import { takeFolder } from './register-folder.ts';

const TABLE = 'evidence-register';

/** A register on this machine. */
export interface LocalRegister extends RegisterTable {
  close(): Promise<void>;
}

/**
 * Opens the register in a folder, and makes it where there is none; in memory without one. Throws DamagedRegister where
 * something was in it and is no longer.
 */
export async function openLocalRegister(folder?: string): Promise<LocalRegister> {
  const taken = folder === undefined ? undefined : await takeFolder(folder);
  const server = dynalite({ ...(folder && { path: folder }), createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = registerClient({
    region: 'local',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const register = {
    client,
    tableName: TABLE,
    async close() {
      client.destroy();
      server.close();
      await once(server, 'close');
      taken?.letGo();
    },
  };
  const isNew = !(await hasTable(register));
  if (isNew && taken?.hasData) {
    await taken.markDamaged();
    await register.close();
    throw new DamagedRegister();
  }
  if (isNew) await createTable(register);
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: TABLE });
  return register;
}

/** Asked by its key: what LevelDB cannot open then fails in one way, as damagedRegisterOf knows it. */
async function hasTable({ client, tableName }: RegisterTable): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName: tableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

async function createTable({ client, tableName }: RegisterTable): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}
