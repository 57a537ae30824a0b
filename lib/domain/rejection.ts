import { ErrorName } from './errors.ts';
import type { Failure } from './failure.ts';

/** The cause of a rejected sync. Entra is only one of the causes. */
interface Rejection {
  kind: 'sign-in' | 'aws' | 'redrive';
  /** For a heading. */
  label: string;
  /** Within a sentence. */
  inWords: string;
}

/** Errors of Step Functions and Lambda: throttling, timeouts, a function that could not run. */
const OF_AWS = /^(Lambda|States|Sandbox|Runtime)\./;
const FAULTS_OF_AWS: readonly string[] = [
  ErrorName.awsUnavailable,
  ErrorName.connectionsUnreadable,
  ErrorName.webIdentityRefused,
  ErrorName.tokenSealBroken,
];

/** Returns what prevented the sign-in: Entra or the credentials, AWS, or a redrive. */
export function rejectionOf({ name }: Pick<Failure, 'name'>): Rejection {
  if (FAULTS_OF_AWS.includes(name) || OF_AWS.test(name)) {
    return { kind: 'aws', label: 'AWS failed', inWords: 'AWS failed' };
  }
  if (name === ErrorName.executionRedriven) {
    return { kind: 'redrive', label: 'Execution redriven', inWords: 'execution redriven' };
  }
  return { kind: 'sign-in', label: 'Sign-in rejected', inWords: 'sign-in rejected' };
}
