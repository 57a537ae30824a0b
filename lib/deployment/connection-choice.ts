import type { DeployedConnection } from '../../lambdas/domain/connection.ts';
import { nearest } from './nearest.ts';
import { WrongUsage } from './wrong-usage.ts';

/** The connection of that name; without a name the only one there is, or the one called `default`. */
export function chooseConnection(
  connections: readonly DeployedConnection[],
  name: string | undefined,
): DeployedConnection {
  const names = connections.map((connection) => connection.name);
  const wanted = name ?? (names.length === 1 ? names[0] : 'default');
  const chosen = connections.find((connection) => connection.name === wanted);
  if (chosen) return chosen;
  if (name === undefined) throw new WrongUsage(`Which connection? Name one of: ${names.join(', ')}.`);
  throw new WrongUsage(
    `There is no connection named ${name}.${nearest(name, names)} There ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ')}. cdk.json lists them.`,
  );
}
