import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, SYNC_EXIT_HELP, TENANTS_HELP } from './help.ts';
import { jsonOption } from './shared-options.ts';

const EXAMPLES = examplesHelp({
  check: 'checks the only connection of the stack',
  'check plant --json': 'prints the check of the connection plant as JSON',
  'check --sandbox no-consent': 'shows a tenant that has granted nothing',
});
const OUTPUT = outputHelp('only the table');

export const checkCommand: CommandDefinition = {
  describe: () =>
    new Command('check')
      .argument('[name]')
      .description('sign in and try each source: permission, licence, what Graph answers, what to do')
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${TENANTS_HELP}\n${OUTPUT}\n${SYNC_EXIT_HELP}`),
  load: async () => (await import('./check-action.ts')).check,
};
