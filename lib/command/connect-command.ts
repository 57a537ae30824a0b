import { systemClock } from '../../lambdas/runtime/clock.ts';
import { CommandEnv, readEnv } from '../../lambdas/runtime/env.ts';
import { checkConnection } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import { statusOf } from './check-command.ts';
import { checkTable } from './check-table.ts';
import { collectCredentials } from './credentials.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { renewalInWords } from './renewal.ts';

export interface ConnectOptions extends PlaceOptions {
  json?: true;
  /** The client secret's last day, as typed. */
  expires?: string;
}

/** Connects a tenant, or replaces its credentials: signs in, checks, shows what came of it, and then stores. */
export async function connectCommand(
  name: string | undefined,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<number> {
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options, { connecting: true }), (opened) =>
    opened.close(),
  );
  const connection = chooseConnection(deployment.connections, name);
  process.stderr.write(`Connecting ${connection.name}: ${deployment.description}\n`);
  const now = systemClock.now();
  const secret = await collectCredentials({
    env: readEnv(CommandEnv),
    input: process.stdin,
    expires: options.expires,
    now,
    signal,
  });
  process.stderr.write(`Signing in to tenant ${secret.tenantId}, and trying each source …\n`);
  const { openTransport } = deployment;
  const check = await checkConnection(secret, { cloud: connection.cloud, openTransport });
  if (!options.json) process.stdout.write(checkTable(check));
  const place = await deployment.secrets.store(connection, secret);
  const { clientSecretExpires = null } = secret;
  const document = { connection: connection.name, stored: place, clientSecretExpires, check };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(document, null, 2)}\n`
      : `Stored in ${place}.\n${renewalInWords(clientSecretExpires, now)}`,
  );
  return statusOf(check);
}
