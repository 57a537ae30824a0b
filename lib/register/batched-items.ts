import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTable } from './register-client.ts';
import type { RegisterKey } from './register-keys.ts';

/** Keys that one BatchGetItem may have. */
const MOST = 100;

/** Yields the items at the keys that exist. DynamoDB returns a batch in any order, and in parts. */
export async function* batchedItems(
  { client, tableName }: RegisterTable,
  keys: readonly RegisterKey[],
): AsyncGenerator<Record<string, AttributeValue>> {
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
