import { SyncError } from '../../lambdas/domain/errors.ts';
import { AwsRefusal, awsRefusalOf } from '../aws/aws-refusal.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import { EXIT } from './exit-status.ts';

/** Says on standard error what went wrong and what to do, without a stack unless it is asked for. Gives the exit status. */
export function sayWhatIsWrong(thrown: unknown, trace: boolean): number {
  const error = awsRefusalOf(thrown);
  const { message = String(error), stack } = error as Partial<Error>;
  const known = error instanceof WrongUsage || error instanceof SyncError || error instanceof AwsRefusal;
  const remedy = error instanceof SyncError ? ` ${error.details.remedy}` : '';
  const more = known || trace ? '' : ' (--trace shows where in the program)';
  process.stderr.write(`${trace ? (stack ?? message) : message}${remedy}${more}\n`);
  if (isBrokenOff(error)) return EXIT.brokenOff;
  return error instanceof WrongUsage ? EXIT.wrongUsage : EXIT.notWell;
}

/** The prompts' own way to say that Ctrl-C was pressed. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}
