import { table } from 'table';
import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { minuteOf } from './minute.ts';
import { collectedInWords, notCollected } from './run-in-words.ts';

/** Sync runs, each with what it did not collect and what to do about it, as a table that fits 100 columns. */
export function runsTable(runs: readonly SyncRun[]): string {
  const rows = runs.map((run) => [
    minuteOf(run.startedAt),
    run.connection,
    run.status,
    [collectedInWords(run), ...notCollected(run)].join('\n'),
  ]);
  return table([['Started (UTC)', 'Connection', 'Ended', 'What was collected, and what was not'], ...rows], {
    columns: [16, 12, 10, 49].map((width) => ({ width, wrapWord: true })),
  });
}
