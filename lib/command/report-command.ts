import { Command, Option } from 'commander';
import { REPORT_READERS } from '../export/html/report-reader.ts';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import { addSampleOptions } from './sample-options.ts';
import { connectionOption, tableOption } from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

const EXAMPLES = examplesHelp({
  'report --period 2026-Q3': 'writes a report on a quarter',
  'report --for auditor --each --output q3/ --period 2026-Q3':
    'writes a file for each connection into a folder',
  'report --last 12m --output report.html': 'writes a report on twelve months, and replaces report.html',
  'report --period 2026-Q4 --sample 25 --seed 2026Q4': 'also lists 25 due syncs for the auditor to test',
  'report --sandbox --output - > report.html': 'writes the HTML to standard output',
});
const OUTPUT = outputHelp('only the path of the file', { hasTable: false });

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
      .addOption(
        new Option('--for <reader>', 'write only the parts for this reader (default: both)').choices(
          REPORT_READERS,
        ),
      )
      .addOption(connectionOption())
      .addOption(
        new Option('--each', 'write one report for each connection; --output then names a folder').conflicts(
          'json',
        ),
      )
      .option('--by <name>', 'the name of the writer (default: your user name; "" for no name)')
      .addOption(tableOption());
    return addSampleOptions(addTimeOptions(command, { from: 'the first sync', to: 'now' }))
      .option('--allow-empty', 'write the report even if it holds nothing: exit status 0')
      .addOption(
        new Option('--json', 'print what the report holds as JSON, instead of writing the file').conflicts(
          'output',
        ),
      )
      .addHelpText('after', `${EXAMPLES}\n${REGISTER_HELP}\n${OUTPUT}\n${READ_EXIT_HELP}`);
  },
  load: async () => (await import('./report-action.ts')).report,
};
