import { CommandEnv, commandEnvironment } from '../deployment/command-environment.ts';
import type { ConnectionCheck } from '../deployment/connection-check.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import { secretIdOf } from '../domain/connection.ts';
import { counted } from '../domain/figure-text.ts';
import { commandAt, type Place } from '../domain/remedy.ts';
import { appInSecret } from '../sign-in/signing-app.ts';
import { checkDocument } from './check-document.ts';
import type { CommandContext } from './command-definition.ts';
import { connectShared } from './connect-shared.ts';
import type { ConnectOptions, ConnectTarget } from './connect-target.ts';
import { collectCredentials } from './credentials.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable, excessiveWarning } from './output/check-table.ts';
import { renewalText } from './output/renewal.ts';
import { wrapped } from './output/terminal.ts';
import { openDeployment, placeOf } from './place-options.ts';
import { sharedApp } from './storing.ts';
import { tryTenant } from './tried-connection.ts';

/** Connects a tenant, or replaces its credentials: signs in, checks each source, shows the result, and then stores them. */
export async function connect(
  name: string | undefined,
  options: ConnectOptions,
  context: CommandContext,
): Promise<number> {
  await using deployment = await openDeployment(options, context.output, {
    given: options.certificate !== undefined,
  });
  const connection = chooseConnection(deployment.connections, name);
  context.output.hint(`Connecting ${connection.name}: ${deployment.description}\n`);
  const place: Place = { ...placeOf(options), command: 'connect', connection: connection.name };
  const target = { deployment, connection, place };
  const app = sharedApp(connection, deployment);
  // Without await, the deployment would be closed before it is used.
  return app
    ? await connectShared(app, target, options, context)
    : await connectOwn(target, options, context);
}

/** Connects a tenant with credentials of its own. */
async function connectOwn(
  { deployment, connection, place }: ConnectTarget,
  options: ConnectOptions,
  { output, clock, signal }: CommandContext,
): Promise<number> {
  const now = clock.now();
  const secret = await collectCredentials({
    env: commandEnvironment(CommandEnv),
    input: process.stdin,
    expires: options.expires,
    certificate: options.certificate,
    known: { tenantId: connection.tenantId, clientId: connection.app?.clientId },
    rehearsal: deployment.rehearsal,
    now,
    signal,
  });
  const app = appInSecret(secretIdOf(connection), secret);
  output.hint(`Signing in to tenant ${secret.tenantId}, and trying each source …\n`);
  const checked = await tryTenant(app, connection, { deployment, place, output });
  const tried = { checked, credential: app.credential };
  if (!options.json && !output.quiet)
    output.result(`${checkTable(checked)}${excessiveWarning(checked, app.credential.kind)}`);
  signal.throwIfAborted();
  const stored = await deployment.secrets.store(connection, secret);
  const document = { stored, check: checkDocument(connection.name, tried) };
  const summary = storedText(stored, checked, place);
  const renewal = renewalText(app.credential, now, { connect: commandAt('connect', place) });
  if (options.json) output.result(`${JSON.stringify(document, null, 2)}\n`);
  else if (output.quiet) output.result(summary);
  else output.result(`${summary}${renewal}Next: ${commandAt('sync', place)}\n`);
  return checkStatus(checked);
}

function storedText(stored: string, { sources }: ConnectionCheck, place: Place): string {
  const unreadable = sources.filter(({ outcome }) => outcome === 'failed').length;
  if (unreadable === 0) return `${wrapped(`Stored in ${stored}.`)}\n`;
  const but = `although ${counted(unreadable, 'source')} cannot be read: do what the table says, then run "${commandAt('check', place)}".`;
  return `${wrapped(`Stored in ${stored}, ${but}`)}\n`;
}
