import { setTimeout } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceNotFoundException,
  type TableStatus,
} from '@aws-sdk/client-dynamodb';
import { type RegisterTable, registerClient } from '../../lambdas/register/register-client.ts';
import { DamagedRegister } from './damaged-register.ts';
import { openEmbeddedDynamoDb } from './embedded-dynamodb.ts';
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
  const database = await openEmbeddedDynamoDb(folder).catch((error) => {
    taken?.release();
    throw error;
  });
  const client = registerClient({
    region: 'local',
    endpoint: 'http://register.invalid',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: database.requestHandler,
  });
  const register = {
    client,
    tableName: TABLE,
    async close() {
      client.destroy();
      await database.close();
      taken?.release();
    },
  };
  const isNew = (await statusOf(register)) === undefined;
  if (isNew && taken?.hasData) {
    await taken.markDamaged();
    await register.close();
    throw new DamagedRegister();
  }
  if (isNew) await createTable(register);
  while ((await statusOf(register)) !== 'ACTIVE') await setTimeout(5);
  return register;
}

/** Undefined if there is no table. */
async function statusOf({ client, tableName }: RegisterTable): Promise<TableStatus | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
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
