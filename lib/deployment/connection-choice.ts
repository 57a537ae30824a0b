import type { DeployedConnection } from '../../lambdas/domain/connection.ts';
import { WrongUsage } from '../../lambdas/domain/wrong-usage.ts';
import { nearest } from './nearest.ts';

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
  throw noSuchConnection(name, names);
}

/** A connection as the register knows it. */
export interface RecordedConnection {
  name: string;
  /** How it is configured; undefined where it no longer is. */
  configured: DeployedConnection | undefined;
}

/**
 * Returns the connections whose evidence is read: those that are configured and those that only the register still holds;
 * or only those that are named, each once. Throws WrongUsage if a name is neither.
 */
export function chooseRecorded(
  configured: readonly DeployedConnection[],
  recorded: readonly string[],
  wanted: readonly string[] | undefined,
): RecordedConnection[] {
  const names = [...new Set([...configured.map((connection) => connection.name), ...recorded])];
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw noSuchConnection(unknown, names, '--connection: t');
  return [...new Set(wanted ?? names)].map((chosen) => ({
    name: chosen,
    configured: configured.find((connection) => connection.name === chosen),
  }));
}

function noSuchConnection(name: string, names: readonly string[], begins = 'T'): WrongUsage {
  const there = names.length === 1 ? 'There is' : 'There are';
  return new WrongUsage(
    `${begins}here is no connection named ${name}.${nearest(name, names)} ${there}: ${names.join(', ')}.`,
  );
}
