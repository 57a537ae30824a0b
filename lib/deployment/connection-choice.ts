import type { Connection } from '../domain/connection.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { nearest } from '../settings/nearest.ts';

/**
 * Returns the connection of that name; without a name, the only connection or the one called `default`. Throws
 * WrongUsage if it does not exist.
 */
export function chooseConnection(connections: readonly Connection[], name: string | undefined): Connection {
  const names = connections.map((connection) => connection.name);
  const wanted = name ?? (names.length === 1 ? names[0] : 'default');
  const chosen = connections.find((connection) => connection.name === wanted);
  if (chosen) return chosen;
  if (name === undefined)
    throw new WrongUsage('Which connection?', { remedy: `Name one of: ${names.join(', ')}.` });
  throw unknownConnection(name, names);
}

/** A connection that has evidence in the register, or is configured. */
export interface RecordedConnection {
  name: string;
  /** Its configuration; undefined if it is no longer configured. */
  configured: Connection | undefined;
}

/**
 * Returns the connections whose evidence to read: all that are configured or recorded, or each of `wanted` once. Throws
 * WrongUsage if a wanted name is neither configured nor recorded.
 */
export function chooseRecorded(
  configured: readonly Connection[],
  recorded: readonly string[],
  wanted: readonly string[] | undefined,
): RecordedConnection[] {
  const names = [...new Set([...configured.map((connection) => connection.name), ...recorded])];
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownConnection(unknown, names, '--connection: t');
  return [...new Set(wanted ?? names)].map((chosen) => ({
    name: chosen,
    configured: configured.find((connection) => connection.name === chosen),
  }));
}

function unknownConnection(name: string, names: readonly string[], begins = 'T'): WrongUsage {
  const there = names.length === 1 ? 'There is' : 'There are';
  return new WrongUsage(`${begins}here is no connection named ${name}.${nearest(name, names)}`, {
    remedy: `${there}: ${names.join(', ')}.`,
  });
}
