import type { Deployment } from '../deployment/deployment.ts';
import type { App, Connection } from '../domain/connection.ts';
import { commandAt, type Place } from '../domain/remedy.ts';
import type { Storing } from './output/renewal.ts';

/** Returns the app whose credential the connection uses; undefined if it has its own, as each connection on this machine has. */
export function sharedApp({ app }: Connection, { aws }: Pick<Deployment, 'aws'>): App | undefined {
  return aws && app;
}

/** Returns the secret of the app that the connection shares; undefined if it shares no app, or the app has no secret. */
function secretOfApp(connection: Connection, deployment: Deployment): string | undefined {
  const app = sharedApp(connection, deployment);
  return app && app.credential !== 'federated' ? app.credential.secret : undefined;
}

/** Returns how a renewed credential of the connection is stored. */
export function storingOf(connection: Connection, deployment: Deployment, place: Place): Storing {
  return { connect: commandAt('connect', place), secret: secretOfApp(connection, deployment) };
}
