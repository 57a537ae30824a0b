import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RecordedEvidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import { CONNECTION_PARTITION, type RegisterKey } from './register-keys.ts';
import { CONNECTION_ITEM, EVIDENCE_ITEM, RUN_ITEM, storedItem } from './stored-item.ts';

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

/** Returns the names of all connections in the register. They are the sort keys of one partition. */
export async function connectionNames(
  { client, tableName }: RegisterTable,
  onDamaged: OnDamaged,
): Promise<string[]> {
  const names: string[] = [];
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    // DynamoDB returns at most 1 MB, and LastEvaluatedKey if there is more.
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': CONNECTION_PARTITION }),
        ExclusiveStartKey: from,
      }),
    );
    names.push(...Items.flatMap((item) => storedItem(CONNECTION_ITEM, item, onDamaged)?.name ?? []));
    from = LastEvaluatedKey;
  } while (from);
  return names;
}
