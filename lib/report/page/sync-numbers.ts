import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';

/** The number of each of a connection's syncs (run id to number), counted from the first of the period. */
export function syncNumbers(runs: readonly SyncRun[]): Map<string, number> {
  return new Map(runs.map(({ id }, index) => [id, runs.length - index]));
}
