import * as z from 'zod/mini';
import { Connection, type ConnectionSource, secretIdOf } from '../domain/connection.ts';

type StoredConnection = Awaited<ReturnType<ConnectionSource>>[number];

/** The settings that differ from their defaults, because a parameter of AWS Systems Manager holds 8,192 characters. */
const StoredSettings = z.looseObject({
  secret: z.string(),
  cloud: Connection.shape.cloud,
  answers: Connection.shape.answers,
});

/** A connection's name to its settings, or only to its secret's name or ARN if it has the default settings. */
const StoredConnections = z.record(Connection.shape.name, z.union([z.string(), StoredSettings]));

/** Returns the parameter's text, which Authenticate reads on AWS: `{ "plant": "team/entra" }`. */
export function connectionsParameter(connections: readonly StoredConnection[]): string {
  const stored = connections.map((connection) => {
    const { name, cloud, options, answers = 'keep' } = connection;
    const settings = {
      ...options,
      ...(cloud !== 'global' && { cloud }),
      ...(answers !== 'keep' && { answers }),
    };
    const secret = secretIdOf(connection);
    return [name, Object.keys(settings).length > 0 ? { secret, ...settings } : secret] as const;
  });
  return JSON.stringify(Object.fromEntries(stored));
}

/** Returns the connections in the parameter's text. Throws an error if the text is not in the form of this version. */
export function connectionsInParameter(text: string): StoredConnection[] {
  return Object.entries(StoredConnections.parse(JSON.parse(text))).map(([name, stored]) => {
    if (typeof stored === 'string') return { name, secret: stored, cloud: 'global', options: {} };
    const { secret, cloud, answers, ...options } = stored;
    return { name, secret, cloud, options, answers };
  });
}
