import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTable } from './register-client.ts';
import type { RegisterKey } from './register-keys.ts';

type Item = Record<string, AttributeValue>;

/** Keys that one BatchGetItem may have. */
const MOST = 100;

/** Returns the items at the keys, in the order of the keys; undefined for each that is missing. */
export async function batchedItems(
  table: RegisterTable,
  keys: readonly RegisterKey[],
): Promise<(Item | undefined)[]> {
  const found = new Map<string, Item>();
  for await (const item of inAnyOrder(table, keys)) found.set(`${item.pk?.S} ${item.sk?.S}`, item);
  return keys.map(({ pk, sk }) => found.get(`${pk} ${sk}`));
}

/** Yields the items at the keys that exist. DynamoDB returns a batch in any order, and in parts. */
async function* inAnyOrder(
  { client, tableName }: RegisterTable,
  keys: readonly RegisterKey[],
): AsyncGenerator<Item> {
  for (let first = 0; first < keys.length; first += MOST) {
    let left = keys.slice(first, first + MOST).map((key) => marshall(key));
    while (left.length > 0) {
      const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
      yield* Responses?.[tableName] ?? [];
      left = UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
  }
}
