import { Command, Option } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, SYNC_EXIT_HELP, TENANTS_HELP } from './help.ts';
import { jsonOption, wholeNumber } from './shared-options.ts';

const EXAMPLES = examplesHelp({
  sync: 'syncs the only connection of the stack',
  'sync plant --no-wait': 'starts the sync of the connection plant',
  'sync --all': 'syncs all connections, and prints how each sync ended',
  'sync --sandbox --days 90': 'gives the sandbox tenant a past of 90 days, then syncs it',
});
const OUTPUT = outputHelp('only the table of evidence (with --no-wait: the execution)');

export const syncCommand: CommandDefinition = {
  describe: () =>
    new Command('sync')
      .argument('[name]')
      .description('sync a connection now, follow the sync, and show its evidence and what changed')
      .addOption(
        new Option(
          '--all',
          'sync all configured connections: two at once on AWS, one after another on this machine',
        ).conflicts(['days', 'orSandbox']),
      )
      .option('--no-wait', 'on AWS: start the sync and return at once')
      .addOption(
        new Option(
          '--or-sandbox',
          'use the healthy sandbox tenant if no tenant of yours was ever used here (as npm start does)',
        ).implies({ local: true }),
      )
      .option('--days <days>', 'first record this many days of history for the sandbox tenant', wholeNumber)
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${TENANTS_HELP}\n${OUTPUT}\n${SYNC_EXIT_HELP}`),
  load: async () => (await import('./sync-action.ts')).sync,
  stopsItself: true,
};
