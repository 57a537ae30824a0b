import { once } from 'node:events';
import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, ResourceInUseException, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { type RegisterTable, registerClient } from '../../lambdas/register/register-client.ts';
import { DamagedRegister } from './damaged-register.ts';
import { lockRegister } from './register-lock.ts';

const TABLE = 'evidence-register';

/** A register on this machine. */
export interface LocalRegister extends RegisterTable {
  close(): Promise<void>;
}

/** Opens the register in a folder, and makes it where there is none; in memory without one. */
export async function openLocalRegister(folder?: string): Promise<LocalRegister> {
  const unlock = folder ? await useFolder(folder) : () => {};
  const hasData = folder !== undefined && (await holdsData(folder));
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
      unlock();
    },
  };
  const isNew = await createTable(register);
  if (!isNew || !hasData) return register;
  await register.close();
  throw new DamagedRegister();
}

/** Whether LevelDB has written anything there. */
async function holdsData(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.some((size) => size > 0);
}

async function useFolder(folder: string): Promise<() => void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `The register cannot be kept in ${folder} (${message}). Let M365_EVIDENCE_DIR name a folder that can be written to.`,
    );
  }
  return lockRegister(folder);
}

/** Whether it was not there. */
async function createTable({ client, tableName }: RegisterTable): Promise<boolean> {
  let isNew = true;
  try {
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
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    isNew = false;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName: tableName });
  return isNew;
}
