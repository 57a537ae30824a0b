import { AwsRefusal, awsRefusalOf } from '../deployment/on-aws/aws-refusal.ts';
import { localFaultOf } from '../deployment/on-laptop/damaged-register.ts';
import { LocalFault } from '../deployment/on-laptop/local-fault.ts';
import { SyncError } from '../domain/errors.ts';
import { failureOf } from '../domain/failure.ts';
import { sentence } from '../domain/plain-text.ts';
import type { Place } from '../domain/remedy.ts';
import { WrongUsage } from '../domain/wrong-usage.ts';
import { EXIT } from './exit-status.ts';

/** Errors whose message says what happened, why and what to do. */
const KNOWN = [WrongUsage, SyncError, AwsRefusal, LocalFault];

export interface ErrorContext {
  /** Whether to print the stack trace. */
  trace: boolean;
  /** The command that failed. If it works on this machine, no error is AWS's. */
  place: Place;
}

/** Prints an error on standard error: what happened, what to do, and with `trace` the stack trace. Returns the exit status. */
export function printError(thrown: unknown, { trace, place }: ErrorContext): number {
  if (isInterruption(thrown)) {
    process.stderr.write('Interrupted.\n');
    return EXIT.interrupted;
  }
  const error = place.local ? (localFaultOf(thrown) ?? thrown) : awsRefusalOf(thrown);
  const { message = String(error) } = error as Partial<Error>;
  const known = KNOWN.some((kind) => error instanceof kind);
  const remedy = error instanceof SyncError ? failureOf(error, place).remedy : '';
  const more = known || trace ? '' : '(--trace prints the stack trace)';
  process.stderr.write(`${[sentence(message), remedy, more].filter(Boolean).join(' ')}\n`);
  if (trace) process.stderr.write(`${(thrown as Partial<Error>).stack ?? ''}\n`);
  return error instanceof WrongUsage ? EXIT.wrongUsage : EXIT.failure;
}

/** Returns whether an error means Ctrl-C or an aborted signal. ExitPromptError comes from the prompts. */
function isInterruption(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortError'].includes(error.name);
}
