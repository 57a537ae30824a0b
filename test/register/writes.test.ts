import { beforeAll, expect, test } from '@jest/globals';
import { syncSandbox } from '../support/local-sync.ts';

/** The partitions that were written to, in the order of the writes; a name stands before its first `#`. */
const writes: string[] = [];
let connection: string;
beforeAll(async () => {
  const { table, connection: synced } = await syncSandbox('healthy');
  connection = synced;
  table.client.middlewareStack.add(
    (next, { commandName }) =>
      (request) => {
        const { Item } = request.input as { Item?: { pk?: { S?: string } } };
        if (commandName === 'PutItemCommand') writes.push(Item?.pk?.S?.split('#')[0] ?? '');
        return next(request);
      },
    { step: 'initialize' },
  );
});

test('a sync of four collectors writes seven items', async () => {
  await syncSandbox('healthy', { connection });
  expect(writes).toEqual(['EVIDENCE', 'EVIDENCE', 'EVIDENCE', 'EVIDENCE', 'RUN', 'LOG', 'CHECKPOINT']);
});

test('the first sync of a connection also writes the name of its log', async () => {
  writes.length = 0;
  const { connection: other } = await syncSandbox('healthy');
  expect(other).not.toBe(connection);
  expect(writes.slice(4)).toEqual(['RUN', 'LOG', 'LOG', 'CHECKPOINT']);
});
