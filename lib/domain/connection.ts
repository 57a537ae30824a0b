import * as z from 'zod/mini';
import { CloudName } from './cloud.ts';
import { pasted } from './pasted.ts';
import { plainText } from './plain-text.ts';
import { Day } from './time.ts';

/** A connection's name. It becomes part of keys and logical ids, so it consists of letters, digits and dashes. */
export const ConnectionName = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and dashes, a letter first'),
  );

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i;

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
});
export type Connection = z.infer<typeof Connection>;

/** Resolves with every connection of the deployment. Rejects with a named error if the list cannot be read. */
export type ConnectionSource = () => Promise<
  readonly Omit<Connection, 'frequency' | 'secretKeyArn' | 'notifyChanges' | 'title' | 'domains'>[]
>;

/** Returns the name or ARN by which the connection's secret is read. */
export function secretIdOf({ name, secret = name }: Pick<Connection, 'name' | 'secret'>): string {
  return secret;
}

/** Removes the blanks and quotes around a pasted text, then checks it with the schema. */
const pastedText = <T extends z.ZodMiniType<string, string>>(schema: T) =>
  z.pipe(
    z.transform((given: unknown) => (typeof given === 'string' ? pasted(given) : given)),
    schema as z.ZodMiniType<string, unknown>,
  );

/** The connection secret's JSON (Secrets Manager, one per connection). */
export const ConnectionSecret = z.object({
  tenantId: pastedText(
    z.string().check(
      z.refine((id) => GUID.test(id) || DOMAIN.test(id), 'must be a GUID or a verified domain'),
      z.toLowerCase(),
    ),
  ),
  clientId: pastedText(z.string().check(z.regex(GUID, 'must be a GUID'))),
  clientSecret: pastedText(
    z
      .string()
      .check(
        z.minLength(1, 'is empty'),
        z.maxLength(1024, 'is longer than any client secret'),
        z.regex(/^[\x21-\x7e]*$/, 'holds blanks or characters that no client secret has'),
      ),
  ),
  /** The expiry date of the client secret, if it was entered. An app cannot read it from Entra. */
  clientSecretExpires: z.optional(pastedText(Day)),
});
export type ConnectionSecret = z.infer<typeof ConnectionSecret>;

/** Returns which field of a secret is invalid and why. Never repeats the field's value. */
export function secretProblem({ issues: [issue] }: Pick<z.core.$ZodError, 'issues'>) {
  const field = issue?.path.join('.') || 'secret';
  return { field, problem: issue?.code === 'invalid_type' ? 'is not text' : (issue?.message ?? 'is wrong') };
}
