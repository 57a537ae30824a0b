import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { SYNC_EXIT_HELP, TENANTS_HELP } from './help.ts';
import { jsonOption } from './shared-options.ts';

export const checkCommand: CommandDefinition = {
  describe: () =>
    new Command('check')
      .argument('[name]')
      .description('sign in and try each source: permission, licence, what Graph answers, what to do')
      .addOption(jsonOption())
      .addHelpText('after', `${TENANTS_HELP}\n${SYNC_EXIT_HELP}`),
  load: async () => (await import('./check-action.ts')).check,
};
