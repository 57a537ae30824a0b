import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RecordedEvidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { EARLIER_NAMES, EarlierRegister } from './earlier-register.ts';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import { LOG_NAMES, type RegisterKey } from './register-keys.ts';
import { EVIDENCE_ITEM, LOG_NAME_ITEM, RUN_ITEM, storedItem } from './stored-item.ts';

/** Returns the evidence at the keys, in the order of the keys. DynamoDB returns a batch in any order, and in parts. */
export async function evidenceAt(
  { client, tableName }: RegisterTable,
  keys: readonly RegisterKey[],
  onDamaged: OnDamaged,
): Promise<RecordedEvidence[]> {
  const found = new Map<string, RecordedEvidence>();
  let left = keys.map((key) => marshall(key));
  while (left.length > 0) {
    const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
    for (const item of Responses?.[tableName] ?? []) {
      const evidence = storedItem(EVIDENCE_ITEM, item, onDamaged);
      if (evidence) found.set(`${item.pk?.S} ${item.sk?.S}`, evidence);
    }
    left = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return keys.flatMap(({ pk, sk }) => found.get(`${pk} ${sk}`) ?? []);
}

/** Returns the sync run at the key; undefined if it has not been recorded. */
export async function runAt(
  { client, tableName }: RegisterTable,
  key: RegisterKey,
  onDamaged: OnDamaged,
): Promise<SyncRun | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
  );
  return Item && storedItem(RUN_ITEM, Item, onDamaged);
}

/**
 * Returns the names of all connections in the register. They are the sort keys of one partition. Throws EarlierRegister if
 * only earlier versions wrote to the register.
 */
export async function connectionNames(table: RegisterTable, onDamaged: OnDamaged): Promise<string[]> {
  const names: string[] = [];
  for await (const item of itemsOf(table, LOG_NAMES)) {
    const name = storedItem(LOG_NAME_ITEM, item, onDamaged);
    if (name) names.push(name.connection);
  }
  if (names.length > 0) return names;
  for await (const _ of itemsOf(table, EARLIER_NAMES)) throw new EarlierRegister();
  return [];
}

/** Yields the items of a partition, in the order of their sort keys. */
async function* itemsOf({ client, tableName }: RegisterTable, pk: string) {
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    // DynamoDB returns at most 1 MB, and LastEvaluatedKey if there is more.
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': pk }),
        ExclusiveStartKey: from,
      }),
    );
    yield* Items;
    from = LastEvaluatedKey;
  } while (from);
}
