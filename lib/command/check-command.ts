import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, SYNC_EXIT_HELP, TENANTS_HELP } from './help.ts';
import { jsonOption } from './shared-options.ts';

const EXAMPLES = examplesHelp({
  check: 'checks the only connection of the stack',
  'check plant --json': 'prints the check of the connection plant as JSON',
  'check --all': 'checks all connections of the stack',
  'check --sandbox no-consent': 'shows a tenant that has granted nothing',
});
const OUTPUT = outputHelp('only the table');

export const checkCommand: CommandDefinition = {
  describe: () =>
    new Command('check')
      .argument('[name]')
      .description('sign in and try each source: permission, licence, what Graph answers, what to do')
      .option('--all', 'check all configured connections, and print one table')
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${TENANTS_HELP}\n${OUTPUT}\n${SYNC_EXIT_HELP}`),
  load: async () => (await import('./check-action.ts')).check,
};
