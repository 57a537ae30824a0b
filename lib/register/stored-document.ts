import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTable } from './register-client.ts';
import type { RegisterKey } from './register-keys.ts';

/** The attributes of an item in addition to its key. */
interface StoredDocument {
  /** Canonical JSON, or a signed note. Its bytes are what is hashed and signed. */
  document: string;
  /** Of an entry of a log: the peaks of the log's Merkle tree up to it, each in hexadecimal. */
  peaks?: readonly string[];
}

/** Writes an item if its key is free. Returns whether it was. */
export async function putIfFree(
  { client, tableName }: RegisterTable,
  key: RegisterKey,
  stored: StoredDocument,
): Promise<boolean> {
  const Item = marshall({ ...key, ...stored });
  const ConditionExpression = 'attribute_not_exists(pk)';
  try {
    await client.send(new PutItemCommand({ TableName: tableName, Item, ConditionExpression }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
