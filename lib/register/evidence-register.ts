import type { Evidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { canonicalJson } from '../log/document.ts';
import type { RegisterTable } from './register-client.ts';
import { registerKeys } from './register-keys.ts';
import { putIfFree } from './stored-document.ts';

/**
 * Appends a sync to the register. Writes an item only if its key is free, so a repeated step or a half-written batch
 * adds the missing items and changes nothing. Writes the run last: if the run exists, all its evidence exists.
 */
export async function appendSync(
  table: RegisterTable,
  run: SyncRun,
  evidence: readonly Evidence[],
): Promise<void> {
  const writes = evidence.map((item) => {
    const key = registerKeys.evidence(item.connection, item.collector, item.run);
    return putIfFree(table, key, { document: canonicalJson(item) });
  });
  const ended = await Promise.allSettled(writes);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  await putIfFree(table, registerKeys.run(run.connection, run.id), { document: canonicalJson(run) });
}
