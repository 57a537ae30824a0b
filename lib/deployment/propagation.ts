import type { Clock } from '../domain/clock.ts';
import { SyncError } from '../domain/errors.ts';
import { mayBePropagating } from '../sign-in/federation-remedies.ts';

/** Milliseconds that a person waits for a new federated credential. A sync does not wait: the next one tries again. */
const LONGEST_WAIT = 5 * 60_000;
/** Milliseconds between two tries. */
const PAUSE = 15_000;

/** A wait for a new federated credential. Times are in milliseconds. */
export interface PropagationWait {
  /** Entra's refusal, with the values that were sent. */
  refusal: SyncError;
  /** Time since the first try. */
  waited: number;
  pause: number;
  /** When the last try is, at the latest. */
  until: number;
}

interface PropagationPorts {
  clock: Clock;
  signal: AbortSignal;
  /** Called before each wait. */
  onWait: (wait: PropagationWait) => void;
}

/**
 * Signs in, and repeats a sign-in whose federated credential Entra does not find, for five minutes: a new credential takes minutes
 * to work, and meanwhile some of Entra's servers refuse it. Throws any other error at once, the last refusal after the
 * time, and the signal's reason if it is aborted.
 * Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
export async function signInOncePropagated<T>(
  signIn: () => Promise<T>,
  { clock, signal, onWait }: PropagationPorts,
): Promise<T> {
  const started = clock.now();
  const until = started + LONGEST_WAIT;
  for (;;) {
    try {
      return await signIn();
    } catch (error) {
      const now = clock.now();
      if (!(error instanceof SyncError) || !mayBePropagating(error.details.code) || now + PAUSE > until)
        throw error;
      onWait({ refusal: error, waited: now - started, pause: PAUSE, until });
      await clock.sleep(PAUSE, signal);
      signal.throwIfAborted();
    }
  }
}
