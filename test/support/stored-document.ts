import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { canonicalJson } from '../../lib/log/document.ts';
import type { RegisterTable } from '../../lib/register/register-client.ts';
import type { RegisterKey } from '../../lib/register/register-keys.ts';

/** Writes or overwrites an item, which a sync never does. A text is stored as it is; undefined stores only the key. */
export async function putDocument(
  { client, tableName }: RegisterTable,
  key: RegisterKey,
  document: object | string | undefined,
): Promise<void> {
  const text = typeof document === 'object' ? canonicalJson(document) : document;
  const Item = marshall({ ...key, document: text }, { removeUndefinedValues: true });
  await client.send(new PutItemCommand({ TableName: tableName, Item }));
}

/** Writes an item as version 0.1 did. */
export async function putEarlierItem(
  { client, tableName }: RegisterTable,
  key: RegisterKey,
  body: object,
): Promise<void> {
  const Item = marshall({ ...key, body }, { removeUndefinedValues: true });
  await client.send(new PutItemCommand({ TableName: tableName, Item }));
}
