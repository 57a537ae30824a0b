import type { App } from '../domain/connection.ts';
import { commandAt } from '../domain/remedy.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { checkDocument } from './check-document.ts';
import type { CommandContext } from './command-definition.ts';
import type { ConnectOptions, ConnectTarget } from './connect-target.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable, excessiveWarning } from './output/check-table.ts';
import { renewalText } from './output/renewal.ts';
import { wrapped } from './output/terminal.ts';
import { storingOf } from './storing.ts';
import { tryConnection } from './tried-connection.ts';

/**
 * Connects a tenant with the app that the connection shares: proves that the app can sign in to the tenant, and shows what it may
 * read. Stores nothing, because the credential belongs to all connections of the app. Throws WrongUsage if one is given.
 */
export async function connectShared(
  app: App,
  { deployment, connection, place }: ConnectTarget,
  { json, expires, certificate }: ConnectOptions,
  { output, clock, signal }: CommandContext,
): Promise<number> {
  const option = certificate === undefined ? expires && '--expires' : '--certificate';
  if (option) throw credentialGiven(option, connection.name, app);
  const id = connection.tenantId ?? 'unknown';
  output.hint(`Signing in to tenant ${id} with the app ${app.name} of cdk.json …\n`);
  const tried = await tryConnection(connection, { deployment, place, output, clock, signal });
  const { checked, credential } = tried;
  const storing = storingOf(connection, deployment, place);
  const summary = `${wrapped(nothingToStore(app))}\n`;
  if (json) {
    const document = { stored: null, check: checkDocument(connection.name, tried) };
    output.result(`${JSON.stringify(document, null, 2)}\n`);
  } else if (output.quiet) output.result(summary);
  else {
    const renewal = renewalText(credential, clock.now(), storing);
    output.result(`${checkTable(checked)}${excessiveWarning(checked, credential.kind)}`);
    output.result(`${summary}${renewal}Next: ${commandAt('sync', place)}\n`);
  }
  return checkStatus(checked);
}

function nothingToStore({ name, credential }: App): string {
  const stored =
    credential === 'federated'
      ? 'AWS vouches for the function that signs in: no secret, and no expiry date'
      : `its credential is in the secret ${credential.secret}`;
  return `Nothing to store: the connection signs in with the app ${name}, and ${stored}.`;
}

function credentialGiven(option: string, connection: string, { name, credential }: App): WrongUsage {
  return new WrongUsage(
    `${option} is for a connection with credentials of its own, and ${connection} signs in with the app ${name}`,
    {
      remedy:
        credential === 'federated'
          ? 'Leave it out: a federated credential has no secret and no expiry date.'
          : `Leave it out. To replace the credential of all connections of the app, store it in the secret ${credential.secret}: aws secretsmanager put-secret-value --secret-id ${credential.secret} --secret-string file://secret.json.`,
    },
  );
}
