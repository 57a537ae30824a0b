import { Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';
import { examplesHelp, outputHelp, SYNC_EXIT_HELP } from './help.ts';
import { jsonOption } from './shared-options.ts';

const CREDENTIALS_HELP = `
Sources of the credentials:
  On a terminal, connect asks for them and does not show the secret. For automation, it reads
  AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or JSON on standard input:
  {"tenantId": "…", "clientId": "…", "clientSecret": "…", "clientSecretExpires": "2027-05-31"}
  A certificate, instead of a client secret: --certificate names a PEM file that holds the
  certificate and its private key, or AZURE_CLIENT_CERTIFICATE_PATH does, or the JSON has
  "certificate" and "privateKey" as PEM. Its expiry date is read from it.
  Never as an argument: other users can see arguments, and shells keep them in histories.
  A connection that shares an app in cdk.json needs no credentials of its own: connect signs
  in with the credential of the app, shows the granted permissions, and stores nothing.`;

const EXAMPLES = examplesHelp({
  connect: 'asks for the credentials of the only connection',
  'connect plant --expires 2027-05-31': 'replaces the credentials of the connection plant',
  'connect plant --certificate both.pem': 'connects with a certificate and its private key, both in one file',
  'connect --sandbox': 'rehearses connecting a tenant, without credentials',
});
const OUTPUT = outputHelp('only the place of the stored credentials');

export const connectCommand: CommandDefinition = {
  describe: () =>
    new Command('connect')
      .argument('[name]')
      .description(
        'connect a tenant: sign in, check, and only then store its credentials; again to rotate them',
      )
      .option('--expires <day>', 'the expiry date of the client secret (2027-05-31), for a warning before it')
      .option(
        '--certificate <file>',
        'a PEM file with a certificate and its private key, instead of a secret',
      )
      .addOption(jsonOption())
      .addHelpText('after', `${EXAMPLES}\n${CREDENTIALS_HELP}\n${OUTPUT}\n${SYNC_EXIT_HELP}`),
  load: async () => (await import('./connect-action.ts')).connect,
};
