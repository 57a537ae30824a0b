import type { SyncRun } from '../../domain/sync-run.ts';

/** Returns the number of each sync of a connection by its run id. The first sync of the period is number 1. */
export function syncNumbers(runs: readonly SyncRun[]): Map<string, number> {
  return new Map(runs.map(({ id }, index) => [id, runs.length - index]));
}
