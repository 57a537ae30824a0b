import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { RegisterTable } from './register-client.ts';

interface Reading {
  /** The first sort key; by default, from the start of the partition. */
  from?: string;
  newestFirst?: boolean;
  /** Whether to see everything that was written before. Costs twice as much. */
  consistent?: boolean;
  /** Whether to read the keys and leave out the documents. */
  keysOnly?: boolean;
  /** Items of one query result; by default, as many as DynamoDB returns, which is 1 MB. */
  limit?: number;
  /** Leaves out items whose document does not contain this text. DynamoDB reads them all, but returns less. */
  containing?: string;
}

/** Yields the items of a partition, in the order of their sort keys. Reads the next query result only when it is needed. */
export async function* itemsOf(
  { client, tableName }: RegisterTable,
  pk: string,
  { from = ' ', newestFirst = false, consistent = false, keysOnly = false, limit, containing }: Reading = {},
) {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: marshall({
          ':pk': pk,
          ':from': from,
          ...(containing !== undefined && { ':text': containing }),
        }),
        ...(containing !== undefined && { FilterExpression: 'contains(document, :text)' }),
        ScanIndexForward: !newestFirst,
        ConsistentRead: consistent,
        Limit: limit,
        ...(keysOnly && { ProjectionExpression: 'pk, sk' }),
        ExclusiveStartKey: start,
      }),
    );
    yield* Items;
    start = LastEvaluatedKey;
  } while (start);
}
