import { awsRefusalOf } from '../deployment/on-aws/aws-refusal.ts';
import { localFaultOf } from '../deployment/on-laptop/damaged-register.ts';
import { failureOf } from '../domain/failure.ts';
import { sentence } from '../domain/plain-text.ts';
import type { Place } from '../domain/remedy.ts';
import { EXIT, UserError } from '../domain/user-error.ts';

interface ErrorContext {
  /** Whether to print the stack trace. */
  trace: boolean;
  /** The command that failed. If it works on this machine, no error is AWS's. */
  place: Place;
}

/**
 * Prints an error on standard error, and with `trace` its stack trace. Prints what happened and what to do for a UserError,
 * and for an error of this machine or of AWS that can be explained. Returns the exit status.
 */
export function printError(thrown: unknown, { trace, place }: ErrorContext): number {
  if (isInterruption(thrown)) {
    process.stderr.write('Interrupted.\n');
    return EXIT.interrupted;
  }
  const error = explainedAt(place, thrown);
  process.stderr.write(`${errorText(error, { trace, place })}\n`);
  if (trace) process.stderr.write(`${(thrown as Partial<Error>).stack ?? ''}\n`);
  return error instanceof UserError ? error.exitStatus : EXIT.failure;
}

/** Returns an error of one of several connections in a line: what happened and what to do. */
export function explained(thrown: unknown, place: Place): string {
  const error = explainedAt(place, thrown);
  const { message, remedy } = failureOf(error, place);
  return [sentence(message), remedy].filter(Boolean).join(' ');
}

/** Returns the error of this machine or of AWS that explains an error; the error itself if it has no explanation. */
function explainedAt({ local }: Place, thrown: unknown): unknown {
  return local ? (localFaultOf(thrown) ?? thrown) : awsRefusalOf(thrown);
}

function errorText(error: unknown, { trace, place }: ErrorContext): string {
  const { message, remedy } = failureOf(error, place);
  if (error instanceof UserError) return `${sentence(message)} ${remedy}`;
  return trace ? sentence(message) : `${sentence(message)} (--trace prints the stack trace)`;
}

/** Returns whether an error means Ctrl-C or an aborted signal. ExitPromptError comes from the prompts. */
function isInterruption(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortError'].includes(error.name);
}
