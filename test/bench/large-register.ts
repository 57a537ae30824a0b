import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { canonicalJson } from '../../lib/log/document.ts';
import type { RegisterTable } from '../../lib/register/register-client.ts';
import { type RegisterKey, registerKeys } from '../../lib/register/register-keys.ts';
import { type Sync, sandboxSyncs } from '../support/sandbox-syncs.ts';

export const LARGE = { connections: ['head-office', 'plant', 'subsidiary'], syncs: 400 };
export const LARGE_ITEMS = LARGE.connections.length * LARGE.syncs * COLLECTORS.length;
/** The start of its last sync. */
export const LAST_SYNC = '2026-11-23T06:00:00.000Z';

/** Items that one BatchWriteItem may have. */
const BATCH = 25;

/** Fills a register with 400 syncs of three connections: 4,800 evidence items of the real collectors. */
export async function fillLargeRegister(table: RegisterTable): Promise<void> {
  for (const connection of LARGE.connections) {
    const history = await sandboxSyncs({ connection, syncs: LARGE.syncs, last: LAST_SYNC });
    const items = history.flatMap(itemsOf);
    for (let first = 0; first < items.length; first += BATCH)
      await write(table, items.slice(first, first + BATCH));
    await write(table, [[registerKeys.logName(connection), { connection }]]);
  }
}

function itemsOf({ run, evidence }: Sync): [RegisterKey, object][] {
  const items = evidence.map((item): [RegisterKey, object] => [
    registerKeys.evidence(item.connection, item.collector, item.run),
    item,
  ]);
  return [...items, [registerKeys.run(run.connection, run.id), run]];
}

async function write({ client, tableName }: RegisterTable, items: readonly [RegisterKey, object][]) {
  const requests = items.map(([key, document]) => ({
    PutRequest: { Item: marshall({ ...key, document: canonicalJson(document) }) },
  }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
}
