import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Period } from '../domain/period.ts';
import type { RegisterTable } from './register-client.ts';
import type { OnDamaged } from './register-finding.ts';
import type { RegisterKey } from './register-keys.ts';
import { type ItemKind, storedItem } from './stored-item.ts';

/** The part of a partition to read. */
export interface PageRequest extends Period {
  /** Items per query result; 100 by default. */
  limit?: number | undefined;
  /** The `cursor` of the previous query result. */
  cursor?: string | undefined;
  /** Begins with the oldest item instead of the newest. */
  oldestFirst?: boolean | undefined;
}

/** One query result, newest first by default, without damaged items. The last one has no `cursor`. */
export interface RegisterPage<T> {
  items: T[];
  cursor?: string;
}

/** Yields every item of a list. Reads the next query result only when its items are needed. */
export async function* eachItem<T>(
  read: (page: PageRequest) => Promise<RegisterPage<T>>,
  request: Omit<PageRequest, 'cursor'> = {},
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page: RegisterPage<T> = await read({ ...request, cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/**
 * Returns the first item of a list that fits, if there is one. Reads one item first, because it nearly always fits, and then
 * more and more: the items of an earlier version are as good as damaged, and can be thousands.
 */
export async function firstOf<T>(
  read: (page: PageRequest) => Promise<RegisterPage<T>>,
  range: Pick<PageRequest, 'from' | 'to' | 'oldestFirst'>,
  fits: (item: T) => boolean = () => true,
): Promise<T | undefined> {
  let cursor: string | undefined;
  let limit = 1;
  do {
    const page: RegisterPage<T> = await read({ ...range, limit, cursor });
    const found = page.items.find(fits);
    if (found) return found;
    cursor = page.cursor;
    limit = Math.min(limit * 4, 100);
  } while (cursor !== undefined);
  return undefined;
}

export interface Partition<Document, Value> {
  pk: string;
  kind: ItemKind<Document, Value>;
  onDamaged: OnDamaged;
}

/** Reads one partition. Throws if a time or the cursor is invalid, or if `onDamaged` throws. */
export async function readPartition<Document, Value>(
  { client, tableName }: RegisterTable,
  { pk, kind, onDamaged }: Partition<Document, Value>,
  { from, to, limit = 100, cursor, oldestFirst = false }: PageRequest,
): Promise<RegisterPage<Value>> {
  const [lower, upper] = [from === undefined ? '0' : instant(from), to === undefined ? '9999' : instant(to)];
  if (lower > upper) return { items: [] };
  // BETWEEN includes both ends, but a sort key has a name after its time, so it never equals `to`.
  const range = { ':pk': pk, ':from': lower, ':to': upper };
  const input: QueryCommandInput = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: marshall(range),
    ScanIndexForward: oldestFirst,
    Limit: Math.max(1, Math.trunc(limit)),
    ...(cursor && { ExclusiveStartKey: marshall(keyIn(cursor, pk)) }),
  };
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input));
  const items = Items.flatMap((item) => storedItem(kind, item, onDamaged) ?? []);
  if (!LastEvaluatedKey) return { items };
  return { items, cursor: cursorOf(unmarshall(LastEvaluatedKey) as RegisterKey) };
}

function cursorOf({ sk }: RegisterKey): string {
  return Buffer.from(sk).toString('base64url');
}

function keyIn(cursor: string, pk: string): RegisterKey {
  const sk = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^\d{4}-\d\d-\d\dT/.test(sk)) throw new Error(`${cursor} is not a cursor that the register gave`);
  return { pk, sk };
}

/** Returns a time in the form in which sort keys begin. */
function instant(time: string): string {
  const parsed = new Date(time);
  if (Number.isNaN(parsed.getTime())) throw new Error(`${time} is not a time; use ISO 8601`);
  return parsed.toISOString();
}
