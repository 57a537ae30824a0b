import type { Clock } from '../domain/clock.ts';
import type { CloudName } from '../domain/cloud.ts';
import type { HttpTransport } from '../http/http-transport.ts';
import { retryDelay } from '../http/retry-policy.ts';
import type { SigningApp } from './credential/credential.ts';
import { requestToken, SignInInterrupted } from './token.ts';

/** How often one sign-in asks for a token. The state machine repeats a sign-in that did not get one. */
const SIGN_IN_TRIES = 3;

export interface SignInConditions {
  transport: HttpTransport;
  clock: Clock;
  /** Returns a number from 0 to below 1. */
  random: () => number;
  /** When (milliseconds since 1970) the sign-in must have ended. */
  deadline: number;
  /** Called before each further try. */
  onRetry?: ((why: SignInInterrupted, waitMs: number) => void) | undefined;
}

/**
 * Signs the app in and returns its access token. This is the only retry layer of the sign-in, for Authenticate and for the
 * commands: it repeats temporary failures after the time that Entra asks for, until the deadline. Throws the same errors
 * as `requestToken`.
 */
export async function signIn(
  app: SigningApp,
  cloud: CloudName,
  { transport, clock, random, deadline, onRetry }: SignInConditions,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await requestToken(app, cloud, transport, deadline - clock.now());
    } catch (error) {
      if (!(error instanceof SignInInterrupted) || attempt >= SIGN_IN_TRIES) throw error;
      const waitMs = retryDelay({ attempt, ...error.answer }, clock.now(), random);
      if (clock.now() + waitMs >= deadline) throw error;
      onRetry?.(error, waitMs);
      await clock.sleep(waitMs);
    }
  }
}
