import { SyncError } from '../../lambdas/domain/errors.ts';
import { sentence } from '../../lambdas/domain/plain-text.ts';
import { AwsRefusal, awsRefusalOf } from '../aws/aws-refusal.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import { localFaultOf } from '../local/damaged-register.ts';
import { LocalFault } from '../local/local-fault.ts';
import { EXIT } from './exit-status.ts';

/** Errors whose message says what happened, why and what to do. */
const KNOWN = [WrongUsage, SyncError, AwsRefusal, LocalFault];

export interface Saying {
  /** Whether to show where in the program it went wrong. */
  trace: boolean;
  /** Whether the command works on this machine, so that no error is AWS's. */
  local: boolean;
}

/** Prints on standard error what went wrong and what to do, and with `trace` the stack. Returns the exit status. */
export function sayWhatIsWrong(thrown: unknown, { trace, local }: Saying): number {
  if (isBrokenOff(thrown)) {
    process.stderr.write('Broken off.\n');
    return EXIT.brokenOff;
  }
  const error = local ? (localFaultOf(thrown) ?? thrown) : awsRefusalOf(thrown);
  const { message = String(error) } = error as Partial<Error>;
  const known = KNOWN.some((kind) => error instanceof kind);
  const remedy = error instanceof SyncError ? error.details.remedy : '';
  const more = known || trace ? '' : '(--trace shows where in the program)';
  process.stderr.write(`${[sentence(message), remedy, more].filter(Boolean).join(' ')}\n`);
  if (trace) process.stderr.write(`${(thrown as Partial<Error>).stack ?? ''}\n`);
  return error instanceof WrongUsage ? EXIT.wrongUsage : EXIT.notWell;
}

/** The prompts' own way to say that Ctrl-C was pressed, and a signal's. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortError'].includes(error.name);
}
