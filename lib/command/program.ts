import { type Command, CommanderError } from 'commander';
import type { Place } from '../../lambdas/domain/remedy.ts';
import { type CarryOut, commandLine } from './command-line.ts';
import { EXIT } from './exit-status.ts';
import { type PlaceOptions, placeOf } from './place-options.ts';

/**
 * Reads the command line and carries it out. Gives the exit status; everything that goes wrong is said in words.
 * A command is loaded when it is carried out, so that help and wrong usage answer at once.
 */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  let status: number = EXIT.well;
  let place: Place = { command: 'sync', local: false };
  const carryOut: CarryOut =
    (load, { endsItself = false } = {}) =>
    async (...parameters) => {
      const command = parameters.at(-1) as Command;
      const used = placeOf(command.optsWithGlobals<PlaceOptions>());
      place = { ...used, command: commandOf(command), connection: command.args[0] };
      const act = await load();
      const acting = act(command.args[0], command.optsWithGlobals(), signal);
      status = await (endsItself ? acting : Promise.race([acting, aborted(signal)]));
    };
  const program = commandLine(carryOut);
  try {
    await program.parseAsync(args, { from: 'user' });
    return signal.aborted ? EXIT.brokenOff : status;
  } catch (error) {
    // Commander has already said what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.wrongUsage;
    const { sayWhatIsWrong } = await import('./what-is-wrong.ts');
    const { trace = false } = program.opts<{ trace?: boolean }>();
    return sayWhatIsWrong(error, { trace, place });
  }
}

/** What a remedy advises to run again; all commands that only read the register are content with a sync. */
function commandOf(command: Command): Place['command'] {
  const name = command.name();
  return name === 'check' || name === 'connect' ? name : 'sync';
}

/** Rejects when the signal comes, as whatever heeds it does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
