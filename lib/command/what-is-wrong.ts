import { SyncError } from '../../lambdas/domain/errors.ts';
import { failureOf } from '../../lambdas/domain/failure.ts';
import { sentence } from '../../lambdas/domain/plain-text.ts';
import type { Place } from '../../lambdas/domain/remedy.ts';
import { WrongUsage } from '../../lambdas/domain/wrong-usage.ts';
import { AwsRefusal, awsRefusalOf } from '../aws/aws-refusal.ts';
import { localFaultOf } from '../local/damaged-register.ts';
import { LocalFault } from '../local/local-fault.ts';
import { EXIT } from './exit-status.ts';

/** Errors whose message says what happened, why and what to do. */
const KNOWN = [WrongUsage, SyncError, AwsRefusal, LocalFault];

export interface Saying {
  /** Whether to show where in the program it went wrong. */
  trace: boolean;
  /** The command that failed. If it works on this machine, no error is AWS's. */
  place: Place;
}

/** Prints on standard error what went wrong and what to do, and with `trace` the stack. Returns the exit status. */
export function sayWhatIsWrong(thrown: unknown, { trace, place }: Saying): number {
  if (isBrokenOff(thrown)) {
    process.stderr.write('Broken off.\n');
    return EXIT.brokenOff;
  }
  const error = place.local ? (localFaultOf(thrown) ?? thrown) : awsRefusalOf(thrown);
  const { message = String(error) } = error as Partial<Error>;
  const known = KNOWN.some((kind) => error instanceof kind);
  const remedy = error instanceof SyncError ? failureOf(error, place).remedy : '';
  const more = known || trace ? '' : '(--trace shows where in the program)';
  process.stderr.write(`${[sentence(message), remedy, more].filter(Boolean).join(' ')}\n`);
  if (trace) process.stderr.write(`${(thrown as Partial<Error>).stack ?? ''}\n`);
  return error instanceof WrongUsage ? EXIT.wrongUsage : EXIT.notWell;
}

/** The prompts' own way to say that Ctrl-C was pressed, and a signal's. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortError'].includes(error.name);
}
