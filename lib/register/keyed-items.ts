import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { batchedItems } from './batched-items.ts';
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

/** Returns the items at the keys, in the order of the keys, without damaged ones. */
export async function itemsAt<Document, Value>(
  table: RegisterTable,
  keys: readonly RegisterKey[],
  kind: ItemKind<Document, Value>,
  onDamaged: OnDamaged,
): Promise<Value[]> {
  const items = await batchedItems(table, keys);
  return items.flatMap((item) => (item && storedItem(kind, item, onDamaged)) ?? []);
}
