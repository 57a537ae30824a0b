import { type ConnectionCheck, checkConnection } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import type { ConnectionSecret } from '../domain/connection.ts';
import { commandAt, type Place } from '../domain/remedy.ts';
import { parseConnectionSecret } from '../domain/secret-source.ts';
import { systemClock } from '../sync/system-clock.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable } from './output/check-table.ts';
import { renewalText } from './output/renewal.ts';
import { showSignInRetry } from './output/sign-in-retry.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';

export interface CheckOptions extends PlaceOptions {
  json?: true;
}

/** Signs a connection in and tries each source. Returns the exit status. */
export async function checkCommand(name: string | undefined, options: CheckOptions): Promise<number> {
  await using deployment = await openDeployment(options);
  const connection = chooseConnection(deployment.connections, name);
  const secret = parseConnectionSecret(connection.secretId, await deployment.secrets.read(connection));
  process.stderr.write(`Checking connection ${connection.name}: ${deployment.description}\n`);
  const { openTransport } = deployment;
  const place: Place = { ...placeOf(options), command: 'check', connection: connection.name };
  const check = await checkConnection(secret, {
    cloud: connection.cloud,
    place,
    openTransport,
    onSignInRetry: showSignInRetry,
  });
  const document = { check: checkDocument(connection.name, secret, check) };
  const summary = `${checkTable(check)}${renewalText(secret.clientSecretExpires, systemClock.now(), commandAt('connect', place))}`;
  process.stdout.write(options.json ? `${JSON.stringify(document, null, 2)}\n` : summary);
  return checkStatus(check);
}

/** Returns a check as the document that `--json` prints. */
export function checkDocument(
  connection: string,
  { clientSecretExpires }: Pick<ConnectionSecret, 'clientSecretExpires'>,
  check: ConnectionCheck,
) {
  return { connection, ...check, clientSecretExpires: clientSecretExpires ?? null };
}
