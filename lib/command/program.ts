import { Command, CommanderError } from 'commander';
import type { Clock } from '../domain/clock.ts';
import type { Place } from '../domain/remedy.ts';
import { EXIT } from '../domain/user-error.ts';
import { VERSION } from '../installation/project.ts';
import { systemClock } from '../sync/system-clock.ts';
import { annotateCommand } from './annotate-command.ts';
import { checkCommand } from './check-command.ts';
import type { CommandDefinition } from './command-definition.ts';
import { completionCommand } from './completion-command.ts';
import { connectCommand } from './connect-command.ts';
import { evidenceCommand } from './evidence-command.ts';
import { EXIT_HELP } from './help.ts';
import { commandOutput } from './output/command-output.ts';
import { packCommand } from './pack-command.ts';
import { addPlaceOptions, type PlaceOptions, placeOf } from './place-options.ts';
import { reportCommand } from './report-command.ts';
import { runsCommand } from './runs-command.ts';
import { setupCommand } from './setup-command.ts';
import { statusCommand } from './status-command.ts';
import { syncCommand } from './sync-command.ts';
import { verifyCommand } from './verify-command.ts';

const COMMANDS = [
  setupCommand,
  connectCommand,
  checkCommand,
  syncCommand,
  evidenceCommand,
  runsCommand,
  statusCommand,
  reportCommand,
  annotateCommand,
  packCommand,
  verifyCommand,
  completionCommand,
];

const DESCRIPTION = `Compliance evidence from Microsoft 365, collected on AWS.

Works with the deployed stack, which it finds by its outputs, and with your AWS credentials. With --local it works on this machine: the same workflow, collectors and register run without AWS.`;

const EXAMPLES = `
Try it without AWS and without a tenant:
  npx m365-evidence sync --sandbox --days 90
  npx m365-evidence report --sandbox

On AWS, once the stack is deployed:
  npx m365-evidence setup > setup.sh
  npx m365-evidence connect
  npx m365-evidence sync
  npx m365-evidence evidence --requirement A.8.8 --history --csv > evidence.csv
  npx m365-evidence report --period 2026-Q3`;

/** The options of every command. */
interface GlobalOptions extends PlaceOptions {
  trace?: true;
  quiet?: true;
}

/** Returns the command line: all commands with their options. Each command is carried out by `carryOut`. */
export function commandLine(
  carryOut: (definition: CommandDefinition, typed: Command) => Promise<void>,
): Command {
  const program = addPlaceOptions(new Command('m365-evidence'))
    .usage('<command> [options]')
    .description(DESCRIPTION)
    .option('--quiet', 'print only the result and errors: no progress, no advice, no summary')
    .option('--trace', 'if the command fails, also print the stack trace')
    .version(VERSION, '--version', 'print the version')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help lists commands and options)')
    .addHelpText('after', `${EXAMPLES}\n${EXIT_HELP}`)
    .exitOverride();
  for (const definition of COMMANDS) {
    const command = definition.describe().copyInheritedSettings(program);
    program.addCommand(command.action(() => carryOut(definition, command)));
  }
  return program;
}

/**
 * Runs the command line and returns the exit status. Prints every error as a message for people.
 * Loads a command only to run it, so that help and errors of usage appear at once.
 */
export async function main(
  args: readonly string[],
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<number> {
  let status: number = EXIT.success;
  let place: Place = { command: 'sync', local: false };
  const program = commandLine(async ({ load, stopsItself }, typed) => {
    const options = typed.optsWithGlobals<GlobalOptions>();
    const [argument] = typed.args;
    place = { ...placeOf(options), command: commandOf(typed), connection: argument };
    const output = commandOutput({ quiet: options.quiet ?? false });
    const act = await load();
    const acting = act(argument, options as never, { output, clock, signal, program });
    status = await (stopsItself ? acting : Promise.race([acting, aborted(signal)]));
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return signal.aborted ? EXIT.interrupted : status;
  } catch (error) {
    // Commander has already printed the error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.wrongUsage;
    const { printError } = await import('./print-error.ts');
    const { trace = false } = program.opts<GlobalOptions>();
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
