import type { Connection } from '../domain/connection.ts';
import { appsIn } from './apps-context.ts';
import { fromCdkJson } from './cdk-json.ts';
import { connectionsIn } from './connections-context.ts';

/** Returns the connections in `cdk.json`; the default connection without the file. Throws WrongUsage if it is invalid. */
export function listedConnections(): Connection[] {
  return fromCdkJson(({ connections, apps }) => connectionsIn(connections, appsIn(apps)));
}
