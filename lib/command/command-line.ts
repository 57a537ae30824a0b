import { Command, InvalidArgumentError, Option } from 'commander';
import project from '../../package.json' with { type: 'json' };
import { nearest } from '../deployment/nearest.ts';
import { isSandboxTenant, SANDBOX_TENANTS, type SandboxTenantName } from '../sandbox/tenant-names.ts';
import {
  CREDENTIALS_HELP,
  EXAMPLES_HELP,
  EXIT_HELP,
  HELP,
  READ_EXIT_HELP,
  REGISTER_HELP,
  SYNC_EXIT_HELP,
  TENANTS_HELP,
} from './help.ts';

/** Runs a command and returns the exit status. `name` is the connection that some commands take. */
export type Act<O extends object> = (
  name: string | undefined,
  options: O,
  signal: AbortSignal,
) => Promise<number>;

/** Returns the action of a command: it loads the command's module and runs it. */
export type CarryOut = <O extends object>(
  load: () => Promise<Act<O>>,
  /** Whether the command itself stops its work when the signal is aborted. */
  options?: { endsItself?: boolean },
) => (...parameters: unknown[]) => Promise<void>;

/** Returns the option; each use of it adds a name. */
const connectionOption = () =>
  new Option('--connection <name>', 'only this connection; can be given several times').argParser(
    (name: string, before: string[] = []) => [...before, name],
  );
const TABLE = ['--table <name>', HELP.table] as const;
const ALLOW_EMPTY = ['--allow-empty', 'accept an empty result: exit status 0'] as const;
const FROM = ['--from <time>', 'from this day or time on (UTC)'] as const;
const TO = ['--to <time>', 'up to this day or time, which is included'] as const;
const JSON_OUTPUT = ['--json', HELP.json] as const;

/** Returns the commands and their options. */
export function commandLine(carryOut: CarryOut): Command {
  const program = new Command('m365-evidence')
    .usage('<command> [options]')
    .description(HELP.program)
    .option('--local', HELP.local)
    .addOption(
      new Option('--sandbox [tenant]', HELP.sandbox)
        .preset('healthy')
        .argParser(sandboxTenant)
        .implies({ local: true }),
    )
    .addOption(new Option('--stack <name>', HELP.stack).conflicts('local'))
    .addOption(new Option('--region <region>', HELP.region).conflicts('local'))
    .addOption(new Option('--profile <profile>', HELP.profile).conflicts('local'))
    .option('--trace', HELP.trace)
    .version(project.version, '--version', 'print the version')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(--help lists commands and options)')
    .addHelpText('after', `${EXAMPLES_HELP}\n${EXIT_HELP}`)
    .exitOverride();

  program
    .command('connect [name]')
    .description(
      'connect a tenant: sign in, check, and only then store its credentials; again to rotate them',
    )
    .option('--expires <day>', 'the expiry date of the client secret (2027-05-31), for a warning before it')
    .option(...JSON_OUTPUT)
    .addHelpText('after', `${CREDENTIALS_HELP}\n${SYNC_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./connect-command.ts')).connectCommand));
  program
    .command('check [name]')
    .description('sign in and try each source: permission, licence, what Graph answers, what to do')
    .option(...JSON_OUTPUT)
    .addHelpText('after', `${TENANTS_HELP}\n${SYNC_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./check-command.ts')).checkCommand));
  program
    .command('sync [name]')
    .description('sync a connection now, follow the sync, and show its evidence and what changed')
    .option('--no-wait', 'on AWS: start the sync and return at once')
    .addOption(new Option('--or-sandbox', HELP.orSandbox).implies({ local: true }))
    .option('--days <days>', 'first record this many days of history for the sandbox tenant', wholeNumber)
    .option(...JSON_OUTPUT)
    .addHelpText('after', `${TENANTS_HELP}\n${SYNC_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./sync-command.ts')).syncCommand, { endsItself: true }));
  program
    .command('evidence')
    .description('read the evidence register: the latest of each collector, or its history')
    .option('--latest', 'the newest item of each collector (the default without --from and --to)')
    .addOption(new Option('--history', 'every item (the default with --from or --to)').conflicts('latest'))
    .addOption(connectionOption())
    .option(...TABLE)
    .option('--collector <id>', `only from this collector: ${HELP.collectors}`)
    .option('--requirement <id>', 'only evidence for this requirement: A.8.8, CC7.1, …')
    .option(
      '--framework <id>',
      'only evidence for this framework: iso-27001-2022, soc2-2017, or the start of a name',
    )
    .option(...FROM)
    .option(...TO)
    .option(...ALLOW_EMPTY)
    .option('--limit <number>', 'the newest items, at most this number', wholeNumber)
    .addOption(new Option('--csv', 'print CSV that is safe to open in a spreadsheet').conflicts('json'))
    .option(...JSON_OUTPUT)
    .addHelpText('after', `${REGISTER_HELP}\n${READ_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./evidence-command.ts')).evidenceCommand));
  program
    .command('runs')
    .description('list sync runs: how each ended, what was not collected, and what to do')
    .addOption(connectionOption())
    .option(...TABLE)
    .option(...FROM)
    .option(...TO)
    .option(...ALLOW_EMPTY)
    .option(
      '--limit <number>',
      'the newest runs, at most this number (default: 20, or all of a period)',
      wholeNumber,
    )
    .option(...JSON_OUTPUT)
    .addHelpText('after', `${REGISTER_HELP}\n${READ_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./runs-command.ts')).runsCommand));
  program
    .command('report')
    .description(
      'write a report for engineers and auditors: one HTML file that loads nothing from the network',
    )
    .option(
      '--output <file>',
      'the file, replaced if it exists; - for standard output (default: a new file, m365-evidence-<connection>-<days>.html)',
    )
    .addOption(connectionOption())
    .option(...TABLE)
    .option('--from <time>', 'first day or time of the period, in UTC (default: the first sync)')
    .option('--to <time>', 'last day or time of the period, which is included (default: now)')
    .option('--allow-empty', 'write the report even if it holds nothing: exit status 0')
    .addOption(
      new Option('--json', 'print what the report holds as JSON, instead of writing the file').conflicts(
        'output',
      ),
    )
    .addHelpText('after', `${REGISTER_HELP}\n${READ_EXIT_HELP}`)
    .action(carryOut(async () => (await import('./report-command.ts')).reportCommand));
  return program;
}

function sandboxTenant(typed: string): SandboxTenantName {
  if (isSandboxTenant(typed)) return typed;
  const names = Object.keys(SANDBOX_TENANTS);
  throw new InvalidArgumentError(
    `Unknown sandbox tenant.${nearest(typed, names)} Sandbox tenants: ${names.join(', ')}.`,
  );
}

function wholeNumber(typed: string): number {
  if (/^[1-9]\d{0,5}$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('Write a number from 1 to 999999.');
}
