import * as z from 'zod/mini';
import { App, Connection, type ConnectionSource, secretIdOf } from '../domain/connection.ts';
import { sharedApps } from './shared-apps.ts';

type StoredConnection = Awaited<ReturnType<ConnectionSource>>[number];

/** The settings that differ from their defaults, because a parameter of AWS Systems Manager holds 8,192 characters. */
const StoredSettings = z.looseObject({
  secret: z.optional(z.string()),
  cloud: Connection.shape.cloud,
  answers: Connection.shape.answers,
  tenantId: Connection.shape.tenantId,
  /** The name of one of the apps. */
  app: z.optional(z.string()),
});

/** A connection's name to its settings, or only to its secret's name or ARN if it has the default settings. */
const StoredConnections = z.record(Connection.shape.name, z.union([z.string(), StoredSettings]));

/** The key of the apps among the connections: no name of a connection has this form. */
const APPS = '$apps';
const StoredApps = z._default(z.record(z.string(), z.omit(App, { name: true })), {});

/** Returns the parameter's text, which Authenticate reads on AWS: `{ "plant": "team/entra" }`. */
export function connectionsParameter(connections: readonly StoredConnection[]): string {
  const apps = sharedApps(connections);
  const stored = connections.map((connection) => [connection.name, storedForm(connection)]);
  return JSON.stringify({
    ...Object.fromEntries(stored),
    ...(apps.length > 0 && {
      [APPS]: Object.fromEntries(apps.map((app) => [app.name, storedApp(app)])),
    }),
  });
}

function storedForm(connection: StoredConnection): object | string {
  const { cloud, options, answers = 'keep', tenantId, app } = connection;
  const settings = {
    ...options,
    ...(cloud !== 'global' && { cloud }),
    ...(answers !== 'keep' && { answers }),
  };
  if (app) return { app: app.name, tenantId, ...settings };
  const secret = secretIdOf(connection);
  return Object.keys(settings).length > 0 ? { secret, ...settings } : secret;
}

/** Leaves out what the function does not need. */
function storedApp({ clientId, credential }: App) {
  return { clientId, credential: credential === 'federated' ? credential : { secret: credential.secret } };
}

/** Returns the connections in the parameter's text. Throws an error if the text is not in the form of this version. */
export function connectionsInParameter(text: string): StoredConnection[] {
  const { [APPS]: listed, ...connections } = z.looseObject({}).parse(JSON.parse(text));
  const apps = StoredApps.parse(listed);
  return Object.entries(StoredConnections.parse(connections)).map(([name, stored]) => {
    if (typeof stored === 'string') return { name, secret: stored, cloud: 'global', options: {} };
    const { secret, cloud, answers, tenantId, app, ...options } = stored;
    const base = { name, cloud, options, answers };
    if (app === undefined) return { ...base, secret: z.string().parse(secret) };
    return { ...base, tenantId, app: App.parse({ name: app, ...apps[app] }) };
  });
}
