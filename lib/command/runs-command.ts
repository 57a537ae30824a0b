import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import {
  allowEmptyOption,
  connectionOption,
  jsonOption,
  tableOption,
  wholeNumber,
} from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

export const runsCommand: CommandDefinition = {
  describe() {
    const command = new Command('runs')
      .description('list sync runs: how each ended, what was not collected, and what to do')
      .addOption(connectionOption())
      .addOption(tableOption());
    return addTimeOptions(command)
      .addOption(allowEmptyOption())
      .option(
        '--limit <number>',
        'the newest runs, at most this number (default: 20, or all of a period)',
        wholeNumber,
      )
      .addOption(jsonOption())
      .addHelpText('after', `${REGISTER_HELP}\n${READ_EXIT_HELP}`);
  },
  load: async () => (await import('./runs-action.ts')).runs,
};
