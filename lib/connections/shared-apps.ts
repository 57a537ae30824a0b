import type { App, Connection } from '../domain/connection.ts';

/** Returns the apps that connections share, each once. */
export function sharedApps(connections: readonly Pick<Connection, 'app'>[]): App[] {
  return [...new Map(connections.flatMap(({ app }) => (app ? [[app.name, app]] : []))).values()];
}

/** Returns the secrets of the apps that connections share, each once. A federated app has no secret. */
export function sharedCredentials(connections: readonly Pick<Connection, 'app'>[]) {
  return sharedApps(connections).flatMap(({ credential }) =>
    credential === 'federated' ? [] : [credential],
  );
}
