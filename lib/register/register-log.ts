import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { LogStore, StoredEntry } from '../log/append.ts';
import type { CheckpointStore } from '../log/checkpoint.ts';
import { canonicalJson } from '../log/document.ts';
import { logEntryIn } from '../log/entry.ts';
import type { RegisterTable } from './register-client.ts';
import { itemName, refuseDamaged } from './register-finding.ts';
import { itemsOf } from './register-items.ts';
import { checkpointPartition, logPartition, registerKeys } from './register-keys.ts';
import { putIfFree } from './stored-document.ts';

/** Entries of one query result: more than an hourly connection seals in a day, which is how far back sealing looks. */
const PAGE = 25;

/** Returns one connection's log in the register. Reads what was written a moment before, too. */
export function registerLog(table: RegisterTable, connection: string): LogStore {
  return {
    async *newest(limit = PAGE) {
      const pk = logPartition(connection);
      for await (const item of itemsOf(table, pk, { newestFirst: true, consistent: true, limit }))
        yield storedEntry(item);
    },
    async put({ index, text, tree }) {
      // Before the first entry, so that the register names each connection that has a log.
      if (index === 0) await nameLog(table, connection);
      const peaks = tree.peaks.map((peak) => peak.toString('hex'));
      return await putIfFree(table, registerKeys.entry(connection, index), { document: text, peaks });
    },
  };
}

/** Writes the name of a connection whose log begins. */
export async function nameLog(table: RegisterTable, connection: string): Promise<void> {
  await putIfFree(table, registerKeys.logName(connection), { document: canonicalJson({ connection }) });
}

/** Returns the signed checkpoints of one connection's log in the register. */
export function registerCheckpoints(table: RegisterTable, connection: string): CheckpointStore {
  return {
    async newest() {
      const pk = checkpointPartition(connection);
      for await (const { document } of itemsOf(table, pk, { newestFirst: true, consistent: true, limit: 1 }))
        return document?.S ?? '';
      return undefined;
    },
    async put(size, note) {
      await putIfFree(table, registerKeys.checkpoint(connection, size), { document: note });
    },
  };
}

/** Throws RegisterItemDamaged if the item is not an entry at its own index, with as many peaks as its tree has. */
function storedEntry({ pk, sk, document, peaks }: Record<string, AttributeValue>): StoredEntry {
  const [index, text] = [Number(sk?.S), document?.S ?? ''];
  const entry = logEntryIn(text);
  const size = index + 1;
  const hashes = (peaks?.L ?? []).map(({ S = '' }) => S);
  const isTree = hashes.length === onesIn(size) && hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash));
  if (entry?.index !== index || !isTree) {
    const item = itemName({ pk: String(pk?.S), sk: String(sk?.S) });
    return refuseDamaged({ item, problem: 'is damaged (it is not an entry of the log)' });
  }
  return { index, text, tree: { size, peaks: hashes.map((hash) => Buffer.from(hash, 'hex')) } };
}

/** Returns the number of ones in the binary form: the tree has a peak for each. */
function onesIn(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
