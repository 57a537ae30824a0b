import { commandAt, type Place } from '../domain/remedy.ts';

/** Returns how a new credential is stored. For an app that connections share, "connect" stores nothing. */
export function credentialStored(place: Place): string {
  const { app } = place;
  if (!app) return `with "${commandAt('connect', place)}"`;
  return app.secret === undefined
    ? `for the app ${app.name}`
    : `in the secret ${app.secret} of Secrets Manager`;
}

/** Returns how the tenant's id is stored. `cdk.json` names it if the connection shares an app. */
export function tenantStored(place: Place): string {
  const { app, connection } = place;
  if (!app) return `store it with "${commandAt('connect', place)}"`;
  return `write it as "tenantId" of the connection${connection === undefined ? '' : ` ${connection}`} into cdk.json, and deploy`;
}
