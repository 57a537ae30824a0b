import { ErrorName } from './errors.ts';
import type { Failure } from './failure.ts';

/** Why a sync was recorded as rejected: not every sync that could not sign in was refused by Entra. */
export interface Rejection {
  kind: 'sign-in' | 'aws' | 'redrive';
  /** For a heading. */
  label: string;
  /** Within a sentence. */
  inWords: string;
}

/** Errors that Step Functions and Lambda name themselves: throttling, timeouts, a function that could not run. */
const OF_AWS = /^(Lambda|States|Sandbox|Runtime)\./;
const FAULTS_OF_AWS: readonly string[] = [ErrorName.awsUnavailable, ErrorName.tokenSealBroken];

/** Returns what kept a sync from signing in: Entra and the credentials, AWS, or a redrive. */
export function rejectionOf({ name }: Pick<Failure, 'name'>): Rejection {
  if (FAULTS_OF_AWS.includes(name) || OF_AWS.test(name)) {
    return { kind: 'aws', label: 'AWS failed', inWords: 'AWS failed' };
  }
  if (name === ErrorName.executionRedriven) {
    return { kind: 'redrive', label: 'Execution redriven', inWords: 'execution redriven' };
  }
  return { kind: 'sign-in', label: 'Sign-in rejected', inWords: 'sign-in rejected' };
}
