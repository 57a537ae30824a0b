import { Command, Option } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { EXIT_HELP, examplesHelp, outputHelp } from './help.ts';

const SCRIPT_HELP = `
What the script does:
  It makes the app registration with the four permissions, grants admin consent, adds the
  credential, and prints what comes next. It needs the Azure CLI (bash) or the module
  Microsoft.Graph.Authentication (PowerShell), and a Privileged Role Administrator or Global
  Administrator. It deletes nothing. A second run adds only the missing parts.

What this command does:
  It prints the script and runs nothing of it. For a federated credential it asks AWS for the
  account and for the issuer of its tokens. If the account does not sign tokens yet, it asks
  whether to enable that for the complete account (iam:EnableOutboundWebIdentityFederation);
  --yes agrees. Without AWS credentials the script has gaps, and says how to fill them.

Credentials:
  federated    AWS vouches for the function: nothing to keep, nothing expires (default on AWS)
  certificate  a private key in a file that only you can read; valid for a year
  secret       a client secret, shown once; valid for a year (default with --local, and for
               connections and apps that have a secret in cdk.json)`;

const EXAMPLES = examplesHelp({
  'setup > setup.sh': 'writes the script for the only connection; read it, then run: bash setup.sh',
  'setup plant --powershell > setup.ps1': 'writes the script for PowerShell',
  'setup --local --credential certificate': 'prints a script for this machine, which adds a certificate',
  'setup plant --multi-tenant': 'also prints the admin consent link for each customer tenant',
});
const OUTPUT = outputHelp('only the script', { hasTable: false });

export const setupCommand: CommandDefinition = {
  describe: () =>
    new Command('setup')
      .argument('[name]')
      .description('print a script that sets up the app registration of a connection in Entra')
      .addOption(
        new Option('--bash', 'print a script for bash (default, except on Windows)').conflicts('powershell'),
      )
      .addOption(new Option('--powershell', 'print a script for PowerShell (default on Windows)'))
      .addOption(
        new Option('--credential <kind>', 'the credential that the script adds to the app').choices([
          'federated',
          'certificate',
          'secret',
        ]),
      )
      .option('--multi-tenant', 'make an app that other tenants can grant consent to, and print their links')
      .option('--yes', 'let the AWS account sign tokens, without asking first')
      .addHelpText('after', `${EXAMPLES}\n${SCRIPT_HELP}\n${OUTPUT}\n${EXIT_HELP}`),
  load: async () => (await import('./setup-action.ts')).setup,
};
