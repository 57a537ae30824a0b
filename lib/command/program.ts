import { type Command, CommanderError } from 'commander';
import { type CarryOut, commandLine } from './command-line.ts';
import { EXIT } from './exit-status.ts';

/**
 * Reads the command line and carries it out. Gives the exit status; everything that goes wrong is said in words.
 * A command is loaded when it is carried out, so that help and wrong usage answer at once.
 */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  let status: number = EXIT.well;
  const carryOut: CarryOut =
    (load) =>
    async (...parameters) => {
      const command = parameters.at(-1) as Command;
      const act = await load();
      status = await act(command.args[0], command.optsWithGlobals(), signal);
    };
  const program = commandLine(carryOut);
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has already said what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.wrongUsage;
    const { sayWhatIsWrong } = await import('./what-is-wrong.ts');
    return sayWhatIsWrong(error, Boolean(program.opts().trace));
  }
}
