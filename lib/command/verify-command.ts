import { Command, Option } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, REGISTER_HELP, VERIFY_EXIT_HELP } from './help.ts';
import { jsonOption, onlyConnectionOption } from './shared-options.ts';
import { addTimeOptions } from './time-range.ts';

const EXAMPLES = examplesHelp({
  'verify m365-evidence-default-2026-Q3.zip --key 9a1b2c3d':
    'verifies a pack that an auditor received, without a network',
  'verify pack.zip --checkpoint earlier-checkpoint': 'also compares it with a checkpoint from before',
  'verify --local': "verifies this machine's register",
});

const WHAT = `
What is verified:
  A pack (a folder or a ZIP) by itself: nothing else is read, and there is no network. Without
  a pack, the register of the deployed stack, or with --local the one on this machine.
  Each entry, document and kept answer is compared with the signed log, the log with its
  checkpoint, and the checkpoint with its key. A finding begins with its kind: tampered,
  missing, unlisted, reordered, bad-signature, root-mismatch, unsigned, key-unknown,
  truncated, forked, backdated or differs-on-replay.
  With --replay, the same collectors read the kept answers again, and give the same facts.
  Notes are no findings: a sync that ran late, answers that were never kept or not replayed,
  and that the key of a pack comes from the pack.`;
const OUTPUT = outputHelp('only the findings and the verdict', { hasTable: false });

export const verifyCommand: CommandDefinition = {
  describe() {
    const command = new Command('verify')
      .argument('[pack]', 'a folder or a ZIP; without it, the register')
      .description(
        'verify a pack, or the register: whether anything was altered, dropped, reordered or cut off',
      )
      .addOption(
        new Option(
          '--key <key>',
          'the key that must have signed: a PEM file, 8 digits (its id) or 64 digits (its SHA-256)',
        ),
      )
      .option('--checkpoint <file>', 'a checkpoint from before, which the log must continue')
      .option('--replay', 'fold the kept answers again, and compare the facts')
      .addOption(onlyConnectionOption());
    return addTimeOptions(command, { from: 'the start', to: 'the end' })
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${WHAT}\n${REGISTER_HELP}\n${OUTPUT}\n${VERIFY_EXIT_HELP}`);
  },
  load: async () => (await import('./verify-action.ts')).verifyEvidence,
};
