import { Command, Option } from 'commander';
import { COLLECTOR_IDS } from './collector-ids.ts';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import {
  allowEmptyOption,
  connectionOption,
  jsonOption,
  tableOption,
  wholeNumber,
} from './shared-options.ts';
import { SuggestedOption } from './suggested-option.ts';
import { addTimeOptions } from './time-range.ts';

const EXAMPLES = examplesHelp({
  evidence: 'shows the newest item of each collector',
  'evidence --requirement A.8.8 --period 2026-Q3 --csv > evidence.csv':
    'writes the evidence of a quarter for one requirement',
  'evidence --last 90d --format oscal > assessment-results.json':
    'writes the evidence for a program that reads OSCAL',
  'evidence --population --period 2026-Q3 --csv > population.csv':
    'writes every due sync of a quarter, with its outcome',
  'evidence --last 90d --quiet | cut -f 1,3,4': 'prints three columns of the history',
});
const OUTPUT = outputHelp('only the evidence');

export const evidenceCommand: CommandDefinition = {
  describe() {
    const command = new Command('evidence')
      .description('read the evidence register: the latest of each collector, or its history')
      .option('--latest', 'the newest item of each collector (the default without a period)')
      .addOption(new Option('--history', 'every item (the default with a period)').conflicts('latest'))
      .addOption(
        new Option(
          '--population',
          'list every due sync of the period with its outcome, instead of evidence',
        ).conflicts(['latest', 'history', 'collector', 'requirement', 'framework', 'limit']),
      )
      .addOption(connectionOption())
      .addOption(tableOption())
      .addOption(
        new SuggestedOption('--collector <id>', `only from this collector: ${COLLECTOR_IDS}`, async () =>
          (await import('../collectors/registry.ts')).COLLECTORS.map(({ id }) => id),
        ),
      )
      .addOption(
        new SuggestedOption(
          '--requirement <id>',
          'only evidence for this requirement: A.8.8, CC7.1, …',
          async () => (await frameworks()).flatMap(({ requirements }) => Object.keys(requirements)),
        ),
      )
      .addOption(
        new SuggestedOption(
          '--framework <id>',
          'only evidence for this framework: iso-27001-2022, soc2-2017, or the start of a name',
          async () => (await frameworks()).map(({ id }) => id),
        ),
      );
    return addTimeOptions(command)
      .addOption(allowEmptyOption())
      .option('--limit <number>', 'the newest items, at most this number', wholeNumber)
      .addOption(
        new Option(
          '--format <format>',
          'print the evidence in this format; oscal: as OSCAL assessment results',
        )
          .choices(['table', 'json', 'csv', 'oscal'])
          .conflicts(['json', 'csv']),
      )
      .addOption(
        new Option('--csv', 'print CSV that is safe to open in a spreadsheet (--format csv)').conflicts(
          'json',
        ),
      )
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${REGISTER_HELP}\n${OUTPUT}\n${READ_EXIT_HELP}`);
  },
  load: async () => (await import('./evidence-action.ts')).evidence,
};

const frameworks = async () => (await import('../frameworks/frameworks.ts')).FRAMEWORKS;
