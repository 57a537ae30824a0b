import { decodeCaught, type Failure } from '../domain/failure.ts';
import type { Recorded } from '../sync/record-evidence.ts';

/** How an execution of the state machine ended, on Step Functions or on the local engine. */
export type ExecutionEnd =
  | { ended: 'succeeded' }
  /** Error and cause as Step Functions reports them. */
  | { ended: 'failed'; error: string; cause?: string | undefined }
  /** The command was interrupted first. */
  | { ended: 'aborted' };

/** How a sync ended for the person who follows it. */
export type SyncEnd =
  /** It is in the register under this run, whatever its status; `failure` says why its execution failed. */
  | { ended: 'recorded'; run: string; failure?: string }
  | { ended: 'unrecorded'; why: string }
  /** The connection has no credentials yet, so nothing was read or recorded. */
  | { ended: 'not-connected'; why: string }
  /** The signal was aborted first. */
  | { ended: 'left' };

/**
 * Returns how a sync ended, from the end of its execution, the result of its recording step, and the reason why it had no
 * credentials.
 */
export function syncEnd(
  execution: ExecutionEnd,
  { recorded, notConnected }: { recorded: Recorded | undefined; notConnected: Failure | undefined },
): SyncEnd {
  if (!recorded && execution.ended === 'aborted') return { ended: 'left' };
  if (notConnected) return { ended: 'not-connected', why: notConnected.message };
  const failure = execution.ended === 'failed' ? `${execution.error}: ${failureText(execution)}` : undefined;
  // Without a connection, a sync has no key in the register.
  if (!recorded || recorded.connection === null) {
    return { ended: 'unrecorded', why: failure ?? 'It recorded nothing.' };
  }
  return { ended: 'recorded', run: recorded.run, ...(failure !== undefined && { failure }) };
}

/** Returns why an execution failed, without its error's name. */
export function failureText({ error, cause }: Extract<ExecutionEnd, { ended: 'failed' }>): string {
  return decodeCaught({ Error: error, Cause: cause }).message;
}
