import { BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import type { RegisterKey } from './register-keys.ts';
import { type ItemKind, storedItem } from './stored-item.ts';

/** Returns the item at the key; undefined if the key is free, or the item is damaged. */
export async function itemAt<Document, Value>(
  { client, tableName }: RegisterTable,
  key: RegisterKey,
  kind: ItemKind<Document, Value>,
  onDamaged: OnDamaged,
): Promise<Value | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
  );
  return Item && storedItem(kind, Item, onDamaged);
}

/** Returns the items at the keys, in the order of the keys. DynamoDB returns a batch in any order, and in parts. */
export async function itemsAt<Document, Value>(
  { client, tableName }: RegisterTable,
  keys: readonly RegisterKey[],
  kind: ItemKind<Document, Value>,
  onDamaged: OnDamaged,
): Promise<Value[]> {
  const found = new Map<string, Value>();
  let left = keys.map((key) => marshall(key));
  while (left.length > 0) {
    const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    for (const item of Responses?.[tableName] ?? []) {
      const value = storedItem(kind, item, onDamaged);
      if (value) found.set(`${item.pk?.S} ${item.sk?.S}`, value);
    }
    left = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return keys.flatMap(({ pk, sk }) => found.get(`${pk} ${sk}`) ?? []);
}
