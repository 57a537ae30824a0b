import { chooseConnection } from '../deployment/connection-choice.ts';
import type { Place } from '../domain/remedy.ts';
import { checkDocument } from './check-document.ts';
import type { CommandContext } from './command-definition.ts';
import { checkStatus } from './exit-status.ts';
import { checkTable, excessiveWarning } from './output/check-table.ts';
import { renewalText } from './output/renewal.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';
import { storingOf } from './storing.ts';
import { tryConnection } from './tried-connection.ts';

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
  const { output, clock, signal } = context;
  await using deployment = await openDeployment(options, output);
  const connection = chooseConnection(deployment.connections, name);
  const onStart = () => output.hint(`Checking connection ${connection.name}: ${deployment.description}\n`);
  const place: Place = { ...placeOf(options), command: 'check', connection: connection.name };
  const tried = await tryConnection(connection, { deployment, place, output, clock, signal, onStart });
  const { checked, credential } = tried;
  const document = { check: checkDocument(connection.name, tried) };
  const renewal = renewalText(credential, clock.now(), storingOf(connection, deployment, place));
  if (options.json) output.result(`${JSON.stringify(document, null, 2)}\n`);
  else if (output.quiet) output.result(checkTable(checked));
  else output.result(`${checkTable(checked)}${excessiveWarning(checked, credential.kind)}${renewal}`);
  return checkStatus(checked);
}
