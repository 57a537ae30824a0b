import { table } from 'table';
import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { minuteOf } from './minute.ts';
import { collected, notCollected } from './run-in-words.ts';

/** Sync runs, each with what its collectors did and what to do about it, as a table that fits 100 columns. */
export function runsTable(runs: readonly SyncRun[]): string {
  const rows = runs.map((run) => [
    minuteOf(run.startedAt),
    run.connection,
    run.status,
    [...collected(run), ...notCollected(run)].join('\n'),
  ]);
  return table([['Started (UTC)', 'Connection', 'Ended', 'What was collected, and what was not'], ...rows], {
    columns: [16, 12, 10, 49].map((width) => ({ width, wrapWord: true })),
  });
}
