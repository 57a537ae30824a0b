import { type Command, CommanderError } from 'commander';
import type { Place } from '../domain/remedy.ts';
import { EXIT } from '../domain/user-error.ts';
import { type CarryOut, commandLine } from './command-line.ts';
import { type PlaceOptions, placeOf } from './place-options.ts';

/**
 * Runs the command line and returns the exit status. Prints every error as a message for people.
 * Loads a command only to run it, so that help and errors of usage appear at once.
 */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  let status: number = EXIT.success;
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
    return signal.aborted ? EXIT.interrupted : status;
  } catch (error) {
    // Commander has already printed the error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.wrongUsage;
    const { printError } = await import('./print-error.ts');
    const { trace = false } = program.opts<{ trace?: boolean }>();
    return printError(error, { trace, place });
  }
}

/** Returns the command that a remedy says to run again; for commands that only read the register, that is a sync. */
function commandOf(command: Command): Place['command'] {
  const name = command.name();
  return name === 'check' || name === 'connect' ? name : 'sync';
}

/** Returns a promise that rejects when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
