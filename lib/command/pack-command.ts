import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, READ_EXIT_HELP, REGISTER_HELP } from './help.ts';
import { onlyConnectionOption } from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

const EXAMPLES = examplesHelp({
  'pack --connection default --period 2026-Q3': 'writes the evidence of a quarter for an auditor',
  'pack --last 90d --output evidence.zip': 'writes the last 90 days to evidence.zip',
  'pack --sandbox': 'writes all evidence of the sandbox tenant',
});

const WHAT = `
What is in a pack:
  One ZIP: the report, the evidence as CSV and as OSCAL, each document of the period, the
  answers of Microsoft that were kept, the complete signed log and its public keys, and
  verify.sh, which checks them with openssl and sha256sum. README.txt explains each file.
  A pack ends with the newest checkpoint. Writing one needs the rights of a reader only.`;
const OUTPUT = outputHelp('only the path of the file', { hasTable: false });

export const packCommand: CommandDefinition = {
  describe() {
    const command = new Command('pack')
      .description('write a pack for an auditor: a ZIP of evidence that can be verified offline')
      .option(
        '--output <file>',
        'the file, which must not exist (default: a new file, m365-evidence-<connection>-<days>.zip)',
      )
      .addOption(onlyConnectionOption());
    return addTimeOptions(command, { from: 'the first sync', to: 'the last sync' }).addHelpText(
      'after',
      `${EXAMPLES}\n${WHAT}\n${REGISTER_HELP}\n${OUTPUT}\n${READ_EXIT_HELP}`,
    );
  },
  load: async () => (await import('./pack-action.ts')).pack,
};
