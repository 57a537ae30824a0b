import { Command, CommanderError, Option } from 'commander';
import { VARIANTS } from '../local/sandbox/variants.ts';
import type { SyncOptions } from './sync-command.ts';
import { WrongUsage } from './wrong-usage.ts';

const EXIT = { failed: 1, wrongUsage: 2 };

const TENANTS = Object.entries(VARIANTS).map(
  ([name, { description }]) => `  ${name.padEnd(17)} ${description}`,
);

const MORE = `
Which tenant:
  Without --sandbox and without credentials, the healthy sandbox tenant: a small server on this
  machine that answers as Microsoft Entra and Microsoft Graph do. With AZURE_TENANT_ID,
  AZURE_CLIENT_ID and AZURE_CLIENT_SECRET set, that Microsoft 365 tenant at the real hosts.

Sandbox tenants (npm start -- --sandbox <tenant>):
${TENANTS.join('\n')}

Register:
  .m365-evidence/ in this folder, or where M365_EVIDENCE_DIR says. Each sync adds to it; sandbox
  tenants and your own are kept apart.

Exit status:
  0  every collector collected or was skipped
  1  a collector failed, or the sign-in was rejected
  2  wrong usage, cdk.json included
  130  broken off (Ctrl-C)`;

/** Reads the command line and carries it out. Gives the exit status; everything that goes wrong is said in words. */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  let status = 0;
  const program = new Command('npm start --')
    .description(
      'Syncs a Microsoft 365 tenant once, on this machine, through the same workflow that AWS runs.',
    )
    .addOption(
      new Option('--sandbox <tenant>', 'sync this sandbox tenant (see below)').choices(Object.keys(VARIANTS)),
    )
    .option('--connection <name>', 'the connection of cdk.json to sync (the first, unless told)')
    .option('--json', 'print one JSON document, { run, evidence }, and nothing else on standard output')
    .addHelpText('after', MORE)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help says what there is)')
    .exitOverride()
    .action(async (options: SyncOptions) => {
      const { syncCommand } = await import('./sync-command.ts');
      status = await syncCommand(options, signal);
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has already said what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.wrongUsage;
    process.stderr.write(`${(error as Error).message}\n`);
    return error instanceof WrongUsage ? EXIT.wrongUsage : EXIT.failed;
  }
}
