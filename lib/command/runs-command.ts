import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import {
  allowEmptyOption,
  connectionOption,
  jsonOption,
  tableOption,
  wholeNumber,
} from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

const EXAMPLES = examplesHelp({
  runs: 'lists the newest 20 syncs of each connection',
  'runs --connection plant --last 2w': 'lists the syncs of the last two weeks',
  'runs --quiet | cut -f 1-3': 'prints when each sync started and how it ended',
});
const OUTPUT = outputHelp('only the list of syncs');

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
      .addHelpText('after', `${EXAMPLES}\n${REGISTER_HELP}\n${OUTPUT}\n${READ_EXIT_HELP}`);
  },
  load: async () => (await import('./runs-action.ts')).runs,
};
