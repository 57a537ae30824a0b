import { Command, Option } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import { connectionOption, tableOption } from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

export const reportCommand: CommandDefinition = {
  describe() {
    const command = new Command('report')
      .description(
        'write a report for engineers and auditors: one HTML file that loads nothing from the network',
      )
      .option(
        '--output <file>',
        'the file, replaced if it exists; - for standard output (default: a new file, m365-evidence-<connection>-<days>.html)',
      )
      .addOption(connectionOption())
      .addOption(tableOption());
    return addTimeOptions(command, { from: 'the first sync', to: 'now' })
      .option('--allow-empty', 'write the report even if it holds nothing: exit status 0')
      .addOption(
        new Option('--json', 'print what the report holds as JSON, instead of writing the file').conflicts(
          'output',
        ),
      )
      .addHelpText('after', `${REGISTER_HELP}\n${READ_EXIT_HELP}`);
  },
  load: async () => (await import('./report-action.ts')).report,
};
