import type { SyncRun } from '../domain/sync-run.ts';

/** Returns the newest sync that signed in; null if no sync did. The runs are newest first. */
export function newestSignedIn(runs: readonly SyncRun[]): SyncRun | null {
  return runs.find(({ status }) => status !== 'rejected') ?? null;
}
