import type { Connection } from '../domain/connection.ts';

/** Returns the part of a connection that commands need, as JSON. */
export function connectionOutput({
  name,
  secret,
  cloud,
  frequency,
  title,
  domains,
  tenantId,
  app,
}: Connection): string {
  return JSON.stringify({ name, secret, cloud, frequency, title, domains, tenantId, app });
}
