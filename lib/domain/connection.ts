import * as z from 'zod/mini';
import { CloudName } from './cloud.ts';
import { pasted } from './pasted.ts';
import { Day } from './time.ts';

/** A connection's name. It becomes part of keys and logical ids, so it consists of letters, digits and dashes. */
export const ConnectionName = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'use 1 to 40 lower-case letters, digits and dashes, a letter first'),
  );

/** The deployment's settings of one connection. They refer to its secret, but do not contain it. */
export const ConnectionSettings = z.object({
  name: ConnectionName,
  /** ARN (or, on a laptop, the name) of the secret that holds tenant id, client id and client secret. */
  secretId: z.string(),
  cloud: z._default(CloudName, 'global'),
  /** Whether evidence may contain the names of risky users. Names are personal data, so the default is false. */
  includeUserNames: z._default(z.boolean(), false),
});
export type ConnectionSettings = z.infer<typeof ConnectionSettings>;

/** Resolves with every connection of the deployment. Rejects with a named error if the list cannot be read. */
export type ConnectionSource = () => Promise<readonly ConnectionSettings[]>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/i;

/** A connection as the stack publishes it for the command line: one stack output each, as JSON. */
export const DeployedConnection = z.object({
  name: ConnectionName,
  secretId: z.string(),
  cloud: CloudName,
  /** As written in `cdk.json`: `daily`, `rate(6 hours)`, `cron(…)`. */
  frequency: z.string(),
  /** Hours without a complete sync after which the evidence is stale: twice the interval of its schedule. */
  staleAfterHours: z.number().check(z.gt(0)),
});
export type DeployedConnection = z.infer<typeof DeployedConnection>;

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
