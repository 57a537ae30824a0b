import { type ConnectionCheck, checkConnection } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { type Connection, secretIdOf } from '../domain/connection.ts';
import { commandAt, type Place } from '../domain/remedy.ts';
import { parseConnectionSecret } from '../domain/secret-source.ts';
import type { SigningApp } from '../sign-in/credential/credential.ts';
import { appInSecret } from '../sign-in/signing-app.ts';
import type { CommandContext } from './command-definition.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable, excessiveWarning } from './output/check-table.ts';
import type { CommandOutput } from './output/command-output.ts';
import { renewalText } from './output/renewal.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';

interface CheckOptions extends PlaceOptions {
  /** Whether to check all configured connections. */
  all?: true;
  json?: true;
}

/** Signs a connection in and tries each source. Returns the exit status. */
export async function check(
  name: string | undefined,
  options: CheckOptions,
  context: CommandContext,
): Promise<number> {
  if (options.all) return (await import('./check-all-action.ts')).checkAllConnections(name, options, context);
  const { output, clock } = context;
  await using deployment = await openDeployment(options, output);
  const connection = chooseConnection(deployment.connections, name);
  const secretId = secretIdOf(connection);
  const secret = parseConnectionSecret(secretId, await deployment.secrets.read(connection));
  const app = appInSecret(secretId, secret);
  output.hint(`Checking connection ${connection.name}: ${deployment.description}\n`);
  const place: Place = { ...placeOf(options), command: 'check', connection: connection.name };
  const checked = await tryTenant(app, connection, { deployment, place, output });
  const document = { check: checkDocument(connection.name, app, checked) };
  const renewal = renewalText(app.credential, clock.now(), commandAt('connect', place));
  if (options.json) output.result(`${JSON.stringify(document, null, 2)}\n`);
  else if (output.quiet) output.result(checkTable(checked));
  else output.result(`${checkTable(checked)}${excessiveWarning(checked)}${renewal}`);
  return checkStatus(checked);
}

/** Signs in with the credentials and tries each source. Prints each repeated sign-in as a hint. */
export function tryTenant(
  app: SigningApp,
  { cloud }: Pick<Connection, 'cloud'>,
  { deployment, place, output }: { deployment: Deployment; place: Place; output: CommandOutput },
): Promise<ConnectionCheck> {
  const { openTransport } = deployment;
  const onSignInRetry = ({ message }: Error, waitMs: number) =>
    output.hint(`Trying again in ${(waitMs / 1_000).toFixed(1)} s: ${message}\n`);
  return checkConnection(app, { cloud, place, openTransport, onSignInRetry });
}

/** Returns a check as the document that `--json` prints. */
export function checkDocument(
  connection: string,
  { credential: { kind, expires } }: SigningApp,
  checked: ConnectionCheck,
) {
  return { connection, ...checked, credential: kind, clientSecretExpires: expires };
}
