import { type ProgressDisplay, progressDisplay, silentDisplay } from './progress-display.ts';
import { isTerminal } from './terminal.ts';

/** The texts that a command prints, by their kind. */
export interface CommandOutput {
  /** True with `--quiet`: the command then prints its result and errors only. */
  quiet: boolean;
  /** Prints the result on standard output. */
  result(text: string): void;
  /**
   * Prints what a person should know about the result: below it on a terminal, and on standard error if programs read
   * the result. Prints nothing with `--quiet`.
   */
  remark(text: string): void;
  /** Prints progress or advice on standard error. Prints nothing with `--quiet`. */
  hint(text: string): void;
  /** Prints what went wrong on standard error. */
  problem(text: string): void;
  /** Returns a display of progress on standard error, which shows nothing with `--quiet`. */
  progress(): ProgressDisplay;
}

/** Returns the output of a command in this process. */
export function commandOutput({ quiet }: { quiet: boolean }): CommandOutput {
  const result = (text: string) => void process.stdout.write(text);
  const problem = (text: string) => void process.stderr.write(text);
  const unlessQuiet = (print: (text: string) => void) => (quiet ? () => {} : print);
  return {
    quiet,
    result,
    problem,
    hint: unlessQuiet(problem),
    remark: unlessQuiet(isTerminal() ? result : problem),
    progress: () => (quiet ? silentDisplay : progressDisplay(process.stderr)),
  };
}
