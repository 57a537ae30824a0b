import * as z from 'zod/mini';
import { ConnectionName, ConnectionSettings } from '../domain/connection.ts';

/** Defaults are left out, because a parameter of AWS Systems Manager holds 8,192 characters. */
const StoredSettings = z.object({
  secret: z.string(),
  cloud: ConnectionSettings.shape.cloud,
  includeUserNames: ConnectionSettings.shape.includeUserNames,
});

/** A connection's name to its settings, or only to its secret's name or ARN if it has the default settings. */
const StoredConnections = z.record(ConnectionName, z.union([z.string(), StoredSettings]));

/** Returns the parameter's text, which Authenticate reads on AWS: `{ "plant": "team/entra" }`. */
export function connectionsParameter(connections: readonly ConnectionSettings[]): string {
  const stored = connections.map(({ name, secretId, cloud, includeUserNames }) => {
    const settings = { ...(cloud !== 'global' && { cloud }), ...(includeUserNames && { includeUserNames }) };
    return [name, Object.keys(settings).length > 0 ? { secret: secretId, ...settings } : secretId] as const;
  });
  return JSON.stringify(Object.fromEntries(stored));
}

/** Returns the connections in the parameter's text. Throws an error if the text is not in the form of this version. */
export function connectionsInParameter(text: string): ConnectionSettings[] {
  return Object.entries(StoredConnections.parse(JSON.parse(text))).map(([name, stored]) => {
    const { secret, ...settings } = typeof stored === 'string' ? { secret: stored } : stored;
    return ConnectionSettings.parse({ name, secretId: secret, ...settings });
  });
}
