import { type Caught, decodeCaught } from '../../lambdas/domain/failure.ts';
import type { Recorded } from '../../lambdas/steps/record-evidence.ts';
import type { SyncEnd } from './deployment.ts';

/** How a sync ended, by what its recording step gave and by what its execution failed of. */
export function syncEnd(recorded: Recorded | undefined, failed: Caught | undefined): SyncEnd {
  const failure = failed && `${failed.Error}: ${decodeCaught(failed).message}`;
  // A sync of no connection has no place in the register.
  if (!recorded || recorded.connection === null) {
    return { ended: 'unrecorded', why: failure ?? 'It recorded nothing.' };
  }
  return { ended: 'recorded', run: recorded.run, ...(failure !== undefined && { failure }) };
}
