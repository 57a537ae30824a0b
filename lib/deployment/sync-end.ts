import { type Caught, decodeCaught, type Failure } from '../../lambdas/domain/failure.ts';
import type { Recorded } from '../../lambdas/steps/record-evidence.ts';
import type { SyncEnd } from './deployment.ts';

/** What is known of a sync that has ended. */
export interface EndedSync {
  /** What its recording step gave. */
  recorded: Recorded | undefined;
  /** What its execution failed of. */
  failed: Caught | undefined;
  /** Why there was nothing to sign in with. */
  notConnected: Failure | undefined;
}

/** Returns how a sync ended. */
export function syncEnd({ recorded, failed, notConnected }: EndedSync): SyncEnd {
  if (notConnected) return { ended: 'not-connected', why: notConnected.message };
  const failure = failed && `${failed.Error}: ${decodeCaught(failed).message}`;
  // A sync of no connection has no place in the register.
  if (!recorded || recorded.connection === null) {
    return { ended: 'unrecorded', why: failure ?? 'It recorded nothing.' };
  }
  return { ended: 'recorded', run: recorded.run, ...(failure !== undefined && { failure }) };
}
