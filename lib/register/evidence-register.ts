import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Evidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { RegisterTable } from './register-client.ts';
import { type RegisterKey, registerKeys } from './register-keys.ts';

/**
 * Appends a sync to the register. Writes an item only if its key is free, so a repeated step or a half-written batch
 * adds the missing items and changes nothing. Writes the run last: if the run exists, all its evidence exists.
 */
export async function appendSync(
  table: RegisterTable,
  run: SyncRun,
  evidence: readonly Evidence[],
): Promise<void> {
  const writes = evidence.flatMap(evidenceItems).map(([key, item]) => append(table, key, item));
  const ended = await Promise.allSettled(writes);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  await append(table, registerKeys.connection(run.connection), { name: run.connection });
  await append(table, registerKeys.run(run.connection, run.id), run);
}

/** Returns the items to write for one piece of evidence: itself, and a pointer to it from each requirement. */
export function evidenceItems(evidence: Evidence): [RegisterKey, object][] {
  const { run, connection, collector, requirements } = evidence;
  const key = registerKeys.evidence(connection, collector, run);
  return [
    [key, evidence],
    ...requirements.map(({ framework, id }): [RegisterKey, object] => [
      registerKeys.requirement(framework, id, run, connection, collector),
      { evidence: key },
    ]),
  ];
}

async function append({ client, tableName }: RegisterTable, key: RegisterKey, body: object): Promise<void> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall({ ...key, body }, { removeUndefinedValues: true }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
