import {
  BatchGetItemCommand,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { Evidence, isOfOneTenant } from '../domain/evidence.ts';
import { startOfRun } from '../domain/execution.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import { SyncRun } from '../domain/sync-run.ts';
import type { RegisterTable } from './register-client.ts';
import {
  CONNECTION_PARTITION,
  evidencePartition,
  type RegisterKey,
  registerKeys,
  requirementPartition,
  runPartition,
} from './register-keys.ts';
import { eachItem, type PageRequest, type RegisterPage, readPartition } from './register-pages.ts';
import { bodyOf } from './stored-item.ts';

const Named = z.object({ name: z.string() });
const Pointer = z.object({ evidence: z.object({ pk: z.string(), sk: z.string() }) });

/**
 * Reads the evidence register. Lists of evidence and of runs are newest first and paged. An item that is not of the form
 * in which it was written is thrown as RegisterItemDamaged, never left out.
 */
export class RegisterReader {
  readonly #table: RegisterTable;

  constructor(table: RegisterTable) {
    this.#table = table;
  }

  /** Returns the names of all connections that were ever synced, configured or not. */
  async connections(): Promise<string[]> {
    const { client, tableName } = this.#table;
    const names: string[] = [];
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      // DynamoDB ends a query result at 1 MB and says so in LastEvaluatedKey.
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': CONNECTION_PARTITION }),
          ExclusiveStartKey: from,
        }),
      );
      names.push(...Items.map((item) => bodyOf(Named, item).name));
      from = LastEvaluatedKey;
    } while (from);
    return names;
  }

  /** The newest evidence of one collector; undefined where there is none. */
  async latest(connection: string, collector: string): Promise<Evidence | undefined> {
    const { items } = await this.history(connection, collector, { limit: 1 });
    return items[0];
  }

  /** The evidence of one collector in a time range (by the start of its run). */
  async history(
    connection: string,
    collector: string,
    page: PageRequest = {},
  ): Promise<RegisterPage<Evidence>> {
    return readPartition(this.#table, evidencePartition(connection, collector), Evidence, page);
  }

  /**
   * What evidence is compared with: the newest before it of the same tenant that was read whole, as a part is no whole;
   * where there is none such, or it is a part itself, the newest before it. Undefined where there is none.
   */
  async comparedWith(evidence: Evidence): Promise<Evidence | undefined> {
    const { connection, collector, run } = evidence;
    const before = { to: startOfRun(run) };
    const { items } = await this.history(connection, collector, { ...before, limit: 1 });
    const [newest] = items;
    const fits = (earlier: Evidence) => earlier.complete && isOfOneTenant(earlier, evidence);
    if (!newest || !evidence.complete || fits(newest)) return newest;
    const read = (page: PageRequest) => this.history(connection, collector, page);
    for await (const earlier of eachItem(read, before)) if (fits(earlier)) return earlier;
    return newest;
  }

  /** The evidence for one requirement of one framework, of all connections. At most 100 a page. */
  async forRequirement(
    framework: string,
    id: string,
    page: PageRequest = {},
  ): Promise<RegisterPage<Evidence>> {
    const limit = Math.min(page.limit ?? 100, 100);
    const partition = requirementPartition(framework, id);
    const read = await readPartition(this.#table, partition, Pointer, { ...page, limit });
    const keys = read.items.map(({ evidence }) => evidence);
    return { ...read, items: await this.#evidenceAt(keys) };
  }

  /** The sync runs of one connection. */
  async runs(connection: string, page: PageRequest = {}): Promise<RegisterPage<SyncRun>> {
    return readPartition(this.#table, runPartition(connection), SyncRun, page);
  }

  /** One sync run; undefined where it has not been recorded. */
  async run(connection: string, run: string): Promise<SyncRun | undefined> {
    const { client, tableName } = this.#table;
    const Key = marshall(registerKeys.run(connection, run));
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
    );
    return Item && bodyOf(SyncRun, Item);
  }

  /** The evidence that a run collected, in the order of its outcomes. */
  async evidenceOf({ id, connection, outcomes }: SyncRun): Promise<Evidence[]> {
    const collected = outcomes.filter(({ outcome }) => outcome === 'collected');
    return this.#evidenceAt(
      collected.map(({ collector }) => registerKeys.evidence(connection, collector, id)),
    );
  }

  /** A sync beside what the register held before it. */
  async review(run: SyncRun): Promise<SyncReview> {
    const { connection, startedAt } = run;
    const evidence = await this.evidenceOf(run);
    const [runs, ...earlier] = await Promise.all([
      this.runs(connection, { to: startedAt, limit: 1 }),
      ...evidence.map((item) => this.comparedWith(item)),
    ]);
    return {
      run,
      evidence,
      previousRun: runs.items[0],
      previousEvidence: earlier.filter((item) => item !== undefined),
    };
  }

  /** The evidence at the keys, in their order: DynamoDB gives a batch back in any, and in parts. */
  async #evidenceAt(keys: readonly RegisterKey[]): Promise<Evidence[]> {
    const { client, tableName } = this.#table;
    const found = new Map<string, Evidence>();
    let left = keys.map((key) => marshall(key));
    while (left.length > 0) {
      const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand({ RequestItems }));
      for (const item of Responses?.[tableName] ?? []) {
        const { pk, sk } = unmarshall(item);
        found.set(`${pk} ${sk}`, bodyOf(Evidence, item));
      }
      left = UnprocessedKeys?.[tableName]?.Keys ?? [];
    }
    return keys.flatMap(({ pk, sk }) => found.get(`${pk} ${sk}`) ?? []);
  }
}
