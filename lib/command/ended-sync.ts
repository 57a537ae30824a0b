import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { SyncRun, SyncStatus } from '../domain/sync-run.ts';
import type { RegisterFinding } from '../register/register-finding.ts';

/** How the sync of one of several connections ended. */
export interface EndedSync {
  connection: string;
  /**
   * `failed`: an error of the command or of AWS, or the sync was not recorded. `started`: not followed (`--no-wait`).
   * `continues`, `interrupted`, `not-started`: Ctrl-C came before, while or after it ran on AWS or on this machine.
   */
  ended: SyncStatus | 'not-connected' | 'failed' | 'started' | 'continues' | 'interrupted' | 'not-started';
  /** Why it failed or is not connected; null if the run says it. */
  why: string | null;
  execution: string | null;
  run: SyncRun | null;
  evidence: readonly Evidence[];
  checkpoint: CheckpointSeen | null;
  damaged: RegisterFinding[];
}
