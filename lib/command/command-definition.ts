import type { Command } from 'commander';
import type { Clock } from '../domain/clock.ts';
import type { CommandOutput } from './output/command-output.ts';

/** The surroundings of a running command. */
export interface CommandContext {
  output: CommandOutput;
  clock: Clock;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** The complete command line, for a command that describes it. */
  program: Command;
}

/** Runs a command and returns the exit status. `argument` is the command's only argument, such as a connection's name. */
type CommandAction<O extends object> = (
  argument: string | undefined,
  options: O,
  context: CommandContext,
) => Promise<number>;

/** A command of the command line. */
export interface CommandDefinition {
  /**
   * Returns its name, argument, options and help; a new object each time, because commander keeps what was typed in it.
   * Loads nothing that the command needs to run: help then takes a tenth of a second instead of two.
   */
  describe: () => Command;
  /** Loads the code that the command runs. */
  load: () => Promise<CommandAction<never>>;
  /** Whether the command itself stops its work when the signal is aborted. */
  stopsItself?: true;
}
