import * as z from 'zod/mini';
import { CloudName } from './cloud.ts';
import { ClientId, DOMAIN, TenantId } from './connection-secret.ts';
import { plainText } from './plain-text.ts';

/** A connection's name. It becomes part of keys and logical ids, so it consists of letters, digits and dashes. */
export const ConnectionName = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and dashes, a letter first'),
  );

/** The tenant's name, for the head of a report and the footer of its pages, which have room for 80 characters. */
const TenantTitle = z.string().check(
  z.refine((title) => title !== '' && plainText(title, 80) === title, {
    error: 'must be 1 to 80 visible characters, without blanks at its ends',
  }),
);

/** The tenant's domains, for the head of a report. */
const TenantDomains = z
  .array(z.string().check(z.regex(DOMAIN, 'must be a domain, such as contoso.com')))
  .check(z.refine((domains) => domains.join().length <= 400, { error: 'must have 400 characters at most' }));

/** An app registration that several connections sign in with. */
export const App = z.object({
  name: ConnectionName,
  clientId: ClientId,
  /** `federated`: AWS vouches for the function, so there is no secret. Else the secret with a client secret or a certificate. */
  credential: z.union([
    z.literal('federated'),
    z.object({ secret: z.string(), secretKeyArn: z.optional(z.string()) }),
  ]),
});
export type App = z.infer<typeof App>;

/** A connection: one tenant, and how it is synced. It refers to its secret, but does not contain it. */
export const Connection = z.object({
  name: ConnectionName,
  /** `daily`, `hourly`, or a `rate(…)` or `cron(…)` of EventBridge. */
  frequency: z._default(z.string(), 'daily'),
  cloud: z._default(CloudName, 'global'),
  /** The tenant's name and domains as the deployer writes them, for reports. Nothing checks them against the tenant. */
  title: z.optional(TenantTitle),
  domains: z.optional(TenantDomains),
  /** Options of collectors, which only the collectors read: `{ "includeUserNames": true }`. */
  options: z._default(z.looseObject({}), {}),
  /** Whether the vault keeps Graph's answers, or only their SHA-256 is recorded. Without this setting it keeps them. */
  answers: z.optional(z.enum(['keep', 'hash'], 'must be "keep" or "hash"')),
  /** Email address that gets a mail for each sync that changed something. Only AWS sends mails. */
  notifyChanges: z.optional(z.email('must be one email address, or be left out')),
  /** Name or ARN of its secret in Secrets Manager. Absent on a laptop, which stores secrets by the connection's name. */
  secret: z.optional(z.string()),
  /** ARN of the customer-managed key that encrypts an existing secret. */
  secretKeyArn: z.optional(z.string()),
  /** The tenant, if the connection signs in with a shared app; otherwise the connection's secret names it. */
  tenantId: z.optional(TenantId),
  /** The app that the connection shares with others; absent if its secret holds an app of its own. */
  app: z.optional(App),
});
export type Connection = z.infer<typeof Connection>;

/** Resolves with every connection of the deployment. Rejects with a named error if the list cannot be read. */
export type ConnectionSource = () => Promise<
  readonly Omit<Connection, 'frequency' | 'secretKeyArn' | 'notifyChanges' | 'title' | 'domains'>[]
>;

/** Returns the name or ARN of the secret with which the connection signs in: that of its app, or its own. */
export function secretIdOf({
  name,
  secret = name,
  app,
}: Pick<Connection, 'name' | 'secret' | 'app'>): string {
  return app && app.credential !== 'federated' ? app.credential.secret : secret;
}
