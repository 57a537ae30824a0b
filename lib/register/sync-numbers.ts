import { logEntryIn } from '../log/entry.ts';
import type { RegisterTable } from './register-client.ts';
import { itemsOf } from './register-items.ts';
import { logPartition } from './register-keys.ts';

/**
 * Returns the number of each sealed sync of a connection, by the id of its run: the index of its entry in the signed log.
 * Reads the log backwards to the first entry that was sealed before `since` (ISO 8601), by default all of it.
 * Leaves out damaged entries, which verification reports.
 */
export async function syncNumbers(
  table: RegisterTable,
  connection: string,
  since = '',
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  for await (const { document } of itemsOf(table, logPartition(connection), { newestFirst: true })) {
    const entry = logEntryIn(document?.S ?? '');
    if (!entry) continue;
    if (entry.sealedAt < since) break;
    if (entry.kind === 'sync') numbers.set(entry.run, entry.index);
  }
  return numbers;
}
