import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { ANNOTATE_EXIT_HELP, examplesHelp, outputHelp } from './help.ts';
import { jsonOption, onlyConnectionOption } from './shared-options.ts';

const EXAMPLES = examplesHelp({
  'annotate --from 2026-11-20 --to 2026-11-22 --reason "The tenant was moved" --owner "IT operations" --until 2027-01-31':
    'accepts three days without evidence',
  'annotate --policy "Require MFA for all users" --reason "Two emergency accounts are excluded" --owner "Security team" --until 2027-06-30 --ticket RISK-7':
    'records an exception to a Conditional Access policy',
  'annotate --connection plant --run 2026-11-23T06:00:04.000Z_b1e0… --reason "…" --owner "…" --until 2027-01-31':
    'explains a sync that failed',
});

const WHAT = `
What an annotation is:
  A reason, an owner and an end date for a gap or a fact: an accepted gap, or an exception.
  It is appended to the register, sealed in the signed log, and shown in reports, lists and
  packs next to what it is about. It hides and changes nothing, and is never deleted. After
  its end date it is marked as expired. To correct one, write another one. It is kept for
  years: write no secrets, and no personal data beyond the owner. A role or a team is enough.
  If you repeat the command, it writes nothing twice.`;

const OUTPUT = outputHelp('only the id of the annotation', { hasTable: false });

export const annotateCommand: CommandDefinition = {
  describe: () =>
    new Command('annotate')
      .description('add a reason, an owner and an end date to a gap or a fact, sealed in the log')
      .addOption(onlyConnectionOption())
      .option('--run <id>', 'annotate this sync; "runs --json" lists the ids')
      .option('--from <day>', 'annotate the days from this one on (UTC); needs --to')
      .option('--to <day>', 'up to this day, included')
      .option('--policy <name>', 'annotate this Conditional Access policy; its id or exact name')
      .requiredOption('--reason <text>', 'why the gap or the fact is accepted; at most 500 characters')
      .requiredOption('--owner <name>', 'the person, role or team that answers for it')
      .requiredOption(
        '--until <day>',
        'the last day on which it is valid (2027-01-31), at most two years away',
      )
      .option('--ticket <id>', 'the id or the address of a ticket')
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${WHAT}\n${OUTPUT}\n${ANNOTATE_EXIT_HELP}`),
  load: async () => (await import('./annotate-action.ts')).annotate,
};
