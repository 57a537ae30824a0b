import type { RecordedSync } from '../domain/recorded-sync.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { sha256Of } from '../log/document.ts';
import { itemAt, itemsAt } from './keyed-items.ts';
import type { RegisterTable } from './register-client.ts';
import { itemName, refuseDamaged } from './register-finding.ts';
import { itemsOf } from './register-items.ts';
import { registerKeys, runPartition } from './register-keys.ts';
import { EVIDENCE_ITEM, RUN_ITEM, withText } from './stored-item.ts';

/** Yields the ids of the runs that started at or after a time (ISO 8601 in UTC), the oldest first. */
export async function* runsSince(
  table: RegisterTable,
  connection: string,
  since: string,
): AsyncGenerator<string> {
  const reading = { from: since, consistent: true, keysOnly: true };
  for await (const { sk } of itemsOf(table, runPartition(connection), reading)) yield String(sk?.S);
}

/**
 * Returns a recorded sync with its documents as they are stored. Throws RegisterItemDamaged if its run or a part of its
 * evidence is missing or damaged, or does not have the hash that the run lists.
 */
export async function recordedSync(
  table: RegisterTable,
  connection: string,
  id: string,
): Promise<RecordedSync> {
  const key = registerKeys.run(connection, id);
  const run = await itemAt(table, key, withText(RUN_ITEM), refuseDamaged);
  if (!run) return refuseDamaged({ item: itemName(key), problem: 'is missing' });
  const collectors = collectedBy(run.value);
  const keys = collectors.map((collector) => registerKeys.evidence(connection, collector, id));
  const evidence = await itemsAt(table, keys, withText(EVIDENCE_ITEM), refuseDamaged);
  for (const [nth, collector] of collectors.entries()) {
    const problem = problemOf(
      evidence.find(({ value }) => value.collector === collector),
      run.value.evidence?.find((listed) => listed.collector === collector),
    );
    if (problem) refuseDamaged({ item: itemName(keys[nth] ?? key), problem });
  }
  return { run, evidence };
}

function collectedBy({ outcomes }: SyncRun): string[] {
  return outcomes.flatMap(({ collector, outcome }) => (outcome === 'collected' ? collector : []));
}

function problemOf(item: { text: string } | undefined, listed: { sha256: string } | undefined) {
  if (!item) return 'is missing: its sync recorded it';
  if (listed && listed.sha256 !== sha256Of(item.text)) return 'differs from what its sync recorded';
  return undefined;
}
