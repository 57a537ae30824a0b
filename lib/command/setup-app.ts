import { CLOUDS } from '../domain/cloud.ts';
import type { Connection } from '../domain/connection.ts';
import type { Setup } from '../setup/setup.ts';

/**
 * Returns the app that the script sets up, its tenant if it is known, and the secret of AWS Secrets Manager for its credential. A
 * laptop keeps credentials by connection.
 */
export function setupApp(
  { name, app, tenantId }: Connection,
  { local, isShared }: { local: boolean; isShared: boolean },
): Pick<Setup, 'app' | 'tenantId' | 'sharedSecret'> {
  const named = app && app.credential !== 'federated' ? app.credential.secret : undefined;
  const sharedSecret = app || isShared ? (named ?? `m365-evidence/${app?.name ?? name}`) : undefined;
  return {
    app: { name: app?.name ?? name, ...(app && { clientId: app.clientId }) },
    ...(!isShared && isGuid(tenantId) && { tenantId }),
    ...(sharedSecret !== undefined && !local && { sharedSecret }),
  };
}

/** Domains name a tenant too, but the Azure CLI reports its id. */
function isGuid(id: string | undefined): id is string {
  return id !== undefined && !id.includes('.');
}

/**
 * Returns the tenants that are to grant consent: those of the connections that share the connection's app, in national clouds with
 * the same sign-in service. Returns undefined if the app is for one tenant only.
 */
export function customersOf(
  { app, cloud }: Connection,
  connections: readonly Connection[],
  { multiTenant = false }: { multiTenant?: boolean },
): Setup['customers'] {
  const customers = connections.flatMap((other) =>
    app && other.app?.name === app.name && other.tenantId !== undefined
      ? [{ connection: other.name, tenantId: other.tenantId, cloud: other.cloud }]
      : [],
  );
  const several = new Set(customers.map(({ tenantId }) => tenantId)).size > 1;
  if (!multiTenant && !several) return undefined;
  return customers
    .filter((other) => CLOUDS[other.cloud].authority === CLOUDS[cloud].authority)
    .map(({ connection, tenantId }) => ({ connection, tenantId }));
}
