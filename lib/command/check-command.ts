import { parseConnectionSecret } from '../../lambdas/domain/secret-source.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { type ConnectionCheck, checkConnection } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import { checkTable } from './check-table.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { renewalInWords } from './renewal.ts';

export interface CheckOptions extends PlaceOptions {
  json?: true;
}

/** Signs a connection in and tries each source. Gives the exit status. */
export async function checkCommand(name: string | undefined, options: CheckOptions): Promise<number> {
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options), (opened) => opened.close());
  const connection = chooseConnection(deployment.connections, name);
  const secret = parseConnectionSecret(connection.secretId, await deployment.secrets.read(connection));
  process.stderr.write(`Checking connection ${connection.name}: ${deployment.description}\n`);
  const { openTransport } = deployment;
  const check = await checkConnection(secret, { cloud: connection.cloud, openTransport });
  const { clientSecretExpires = null } = secret;
  const document = { connection: connection.name, ...check, clientSecretExpires };
  const words = `${checkTable(check)}${renewalInWords(clientSecretExpires, systemClock.now())}`;
  process.stdout.write(options.json ? `${JSON.stringify({ check: document }, null, 2)}\n` : words);
  return statusOf(check);
}

/** A source that a sync would skip is as good as one that it collects. */
export function statusOf({ sources }: ConnectionCheck): number {
  return sources.some(({ outcome }) => outcome === 'failed') ? EXIT.notWell : EXIT.well;
}
