import type { SandboxName } from '../domain/sandbox.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { DueSync } from './population.ts';

/** A due sync as a row of a list: with its connection, and the times of the sync that counts for it. */
export interface DueSyncRow extends DueSync {
  connection: string;
  startedAt?: string;
  endedAt?: string;
  trigger?: SyncRun['trigger'];
  /** Set if the sync is of a sandbox tenant. */
  sandbox?: SandboxName;
}

/** Returns the due syncs with the times of the syncs that count for them. `runs` are all that may count. */
export function dueSyncRows(
  connection: string,
  due: readonly DueSync[],
  runs: readonly SyncRun[],
): DueSyncRow[] {
  const runOf = new Map(runs.map((run) => [run.id, run]));
  return due.map((sync) => {
    const run = sync.run === undefined ? undefined : runOf.get(sync.run);
    if (!run) return { connection, ...sync };
    const { startedAt, endedAt, trigger, sandbox } = run;
    const times = { startedAt, endedAt, ...(trigger && { trigger }) };
    return { connection, ...sync, ...times, ...(sandbox !== undefined && { sandbox }) };
  });
}
