import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, REGISTER_PLACE_HELP, STATUS_EXIT_HELP } from './help.ts';
import { connectionOption, jsonOption, tableOption } from './shared-options.ts';

const EXAMPLES = examplesHelp({
  status: 'shows all connections of the stack',
  'status --connection plant --json': 'prints the state of one connection as JSON',
  'status --sandbox': 'shows the sandbox tenant',
});
const OUTPUT = outputHelp('only the table');

export const statusCommand: CommandDefinition = {
  describe: () =>
    new Command('status')
      .description(
        'show all connections: their figures and ages, how much needs attention, the newest sync, the last week, expiry dates',
      )
      .addOption(connectionOption())
      .addOption(tableOption())
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${REGISTER_PLACE_HELP}\n${OUTPUT}\n${STATUS_EXIT_HELP}`),
  load: async () => (await import('./status-action.ts')).status,
};
