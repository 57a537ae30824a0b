import { type RegisterTable, registerClient } from '../../register/register-client.ts';
import { DamagedRegister } from './damaged-register.ts';
import { openEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { lockRegisterFolder } from './register-folder.ts';

const TABLE = 'evidence-register';

/** The description of the register's table that dynalite stores. Its keys match the stack's. */
const DESCRIPTION = {
  TableName: TABLE,
  TableStatus: 'ACTIVE' as const,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'S' as const },
  ],
  ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
  BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' as const },
  ItemCount: 0,
  TableSizeBytes: 0,
};

/** A register on this machine. */
export interface LocalRegister extends RegisterTable {
  close(): Promise<void>;
}

/**
 * Opens the register in a folder, and makes it if it is missing; in memory if no folder is given. Throws
 * DamagedRegister if its contents were lost.
 */
export async function openLocalRegister(folder?: string): Promise<LocalRegister> {
  const taken = folder === undefined ? undefined : await lockRegisterFolder(folder);
  const database = await openEmbeddedDynamoDb(folder).catch((error) => {
    taken?.release();
    throw error;
  });
  const client = registerClient(database.clientConfig);
  client.middlewareStack.remove('getUserAgentMiddleware');
  try {
    const table = await database.table(TABLE);
    if (table === undefined && taken?.hasData) {
      await taken.markDamaged();
      throw new DamagedRegister();
    }
    if (table?.TableStatus !== 'ACTIVE') await database.keepTable(DESCRIPTION);
  } catch (error) {
    client.destroy();
    await database.close().catch(() => {});
    // The next command would report a half-written new register as damaged.
    if (taken?.hasData === false) await taken.clear();
    taken?.release();
    throw error;
  }
  return {
    client,
    tableName: TABLE,
    async close() {
      client.destroy();
      await database.close();
      taken?.release();
    },
  };
}
