import { type Caught, decodeCaught, type Failure } from '../domain/failure.ts';
import type { Recorded } from '../sync/record-evidence.ts';
import type { SyncEnd } from './deployment.ts';

/** The facts about a sync that has ended. */
export interface EndedSync {
  /** The result of its recording step. */
  recorded: Recorded | undefined;
  /** Why its execution failed. */
  failed: Caught | undefined;
  /** Why it had no credentials. */
  notConnected: Failure | undefined;
}

/** Returns how a sync ended. */
export function syncEnd({ recorded, failed, notConnected }: EndedSync): SyncEnd {
  if (notConnected) return { ended: 'not-connected', why: notConnected.message };
  const failure = failed && `${failed.Error}: ${decodeCaught(failed).message}`;
  // Without a connection, a sync has no key in the register.
  if (!recorded || recorded.connection === null) {
    return { ended: 'unrecorded', why: failure ?? 'It recorded nothing.' };
  }
  return { ended: 'recorded', run: recorded.run, ...(failure !== undefined && { failure }) };
}
