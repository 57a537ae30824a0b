import type { Connection } from '../domain/connection.ts';
import type { Place } from '../domain/remedy.ts';
import { EXIT } from '../domain/user-error.ts';
import { type CheckedConnection, checkDocument } from './check-document.ts';
import type { CommandContext } from './command-definition.ts';
import { checkAll, eachOf } from './each-connection.ts';
import { checkStatus } from './exit-status.ts';
import { checksTable } from './output/checks-table.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';
import { explained } from './print-error.ts';
import { type TryPorts, tryConnection } from './tried-connection.ts';

interface CheckAllOptions extends PlaceOptions {
  json?: true;
}

/** Each check asks four sources, and sends its requests from this machine. */
const AT_ONCE_ON_AWS = 5;

/** Checks all configured connections and shows each result. Returns the exit status. */
export async function checkAllConnections(
  name: string | undefined,
  options: CheckAllOptions,
  { output, clock, signal }: CommandContext,
): Promise<number> {
  await using deployment = await openDeployment(options, output);
  const { connections, description } = deployment;
  checkAll(name, options, connections);
  output.hint(`Checking ${connections.map((one) => one.name).join(', ')}: ${description}\n`);
  const checks = await eachOf(connections, options.local ? 1 : AT_ONCE_ON_AWS, (connection) => {
    const place: Place = { ...placeOf(options), command: 'check', connection: connection.name };
    return checkOne(connection, { deployment, place, output, clock, signal });
  });
  if (options.json) output.result(`${JSON.stringify({ checks }, null, 2)}\n`);
  else output.result(checksTable(checks, clock.now()));
  return checks.every(({ ended }) => ended === 'readable') ? EXIT.success : EXIT.failure;
}

/** Checks a connection. Never rejects, so that the other connections are checked too. */
async function checkOne(connection: Connection, ports: TryPorts): Promise<CheckedConnection> {
  const { place } = ports;
  try {
    const tried = await tryConnection(connection, ports);
    const ended = checkStatus(tried.checked) === EXIT.success ? 'readable' : 'failed';
    return { ...checkDocument(connection.name, tried), ended, why: null };
  } catch (error) {
    return {
      connection: connection.name,
      ended: 'failed',
      why: explained(error, place),
      clientSecretExpires: null,
    };
  }
}
