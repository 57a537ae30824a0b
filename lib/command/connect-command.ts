import { CommandEnv, commandEnvironment } from '../deployment/command-environment.ts';
import { type ConnectionCheck, checkConnection } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import { counted } from '../domain/figure-text.ts';
import { commandAt, type Place } from '../domain/remedy.ts';
import { systemClock } from '../sync/system-clock.ts';
import { checkDocument } from './check-command.ts';
import { collectCredentials } from './credentials.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable } from './output/check-table.ts';
import { renewalText } from './output/renewal.ts';
import { showSignInRetry } from './output/sign-in-retry.ts';
import { wrapped } from './output/text-width.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';

export interface ConnectOptions extends PlaceOptions {
  json?: true;
  /** The client secret's expiry date, as typed. */
  expires?: string;
}

/** Connects a tenant, or replaces its credentials: signs in, checks each source, shows the result, and then stores them. */
export async function connectCommand(
  name: string | undefined,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<number> {
  await using deployment = await openDeployment(options);
  const connection = chooseConnection(deployment.connections, name);
  process.stderr.write(`Connecting ${connection.name}: ${deployment.description}\n`);
  const now = systemClock.now();
  const env = commandEnvironment(CommandEnv);
  const secret = await collectCredentials({
    env,
    input: process.stdin,
    expires: options.expires,
    rehearsal: deployment.rehearsal,
    now,
    signal,
  });
  process.stderr.write(`Signing in to tenant ${secret.tenantId}, and trying each source …\n`);
  const { openTransport } = deployment;
  const place: Place = { ...placeOf(options), command: 'connect', connection: connection.name };
  const check = await checkConnection(secret, {
    cloud: connection.cloud,
    place,
    openTransport,
    onSignInRetry: showSignInRetry,
  });
  if (!options.json) process.stdout.write(checkTable(check));
  signal.throwIfAborted();
  const stored = await deployment.secrets.store(connection, secret);
  const document = { stored, check: checkDocument(connection.name, secret, check) };
  const summary = `${storedText(stored, check, place)}${renewalText(secret.clientSecretExpires, now, commandAt('connect', place))}`;
  const next = `Next: ${commandAt('sync', place)}\n`;
  process.stdout.write(options.json ? `${JSON.stringify(document, null, 2)}\n` : `${summary}${next}`);
  return checkStatus(check);
}

function storedText(stored: string, { sources }: ConnectionCheck, place: Place): string {
  const unreadable = sources.filter(({ outcome }) => outcome === 'failed').length;
  if (unreadable === 0) return `${wrapped(`Stored in ${stored}.`)}\n`;
  const but = `although ${counted(unreadable, 'source')} cannot be read: do what the table says, then run "${commandAt('check', place)}".`;
  return `${wrapped(`Stored in ${stored}, ${but}`)}\n`;
}
