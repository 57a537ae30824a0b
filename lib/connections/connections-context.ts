import * as z from 'zod';
import { CloudName } from '../domain/cloud.ts';
import { ConnectionName, type DeployedConnection } from '../domain/connection.ts';
import { Frequency, staleAfterHours } from './frequency.ts';
import { UnusableContext } from './unusable-context.ts';

/**
 * A secret's name, or its complete ARN. The ARN goes into a policy, in which `*` and `?` would allow other secrets too.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
const SECRET =
  /^(?!arn:)[\w/+=.@-]{1,512}$|^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,512}-[A-Za-z0-9]{6}$/;

/** One connection as `cdk.json` (context `connections`) lists it. */
const ConnectionEntry = z.strictObject({
  name: ConnectionName,
  frequency: Frequency.default('daily'),
  cloud: z._default(CloudName, 'global'),
  includeUserNames: z.boolean().default(false),
  /** Name or complete ARN of an existing secret; without it the stack makes a secret for the connection. */
  secret: z.optional(
    z
      .string()
      .regex(SECRET, 'must be a name, or a complete ARN with the six characters at its end, without * and ?'),
  ),
  /** ARN of the customer-managed key that encrypts this secret, if there is one. */
  secretKeyArn: z.optional(
    z.string().regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'must be the ARN of a KMS key'),
  ),
});
export type ConnectionEntry = z.infer<typeof ConnectionEntry>;
/** A connection as a CDK app names it: only `name` is required. */
export type ConnectionProps = z.input<typeof ConnectionEntry>;

const ConnectionEntries = z
  .array(ConnectionEntry)
  .min(1, 'list at least one connection')
  .refine(
    (list) => new Set(list.map(({ name }) => name.replaceAll('-', ''))).size === list.length,
    'two have the same name, apart from dashes',
  );

/** Returns the connection's settings that commands read from the deployment. */
export function deployedConnection(
  { name, cloud, frequency }: ConnectionEntry,
  secretId: string,
): DeployedConnection {
  return { name, secretId, cloud, frequency, staleAfterHours: staleAfterHours(frequency) };
}

/**
 * Returns the connections of the context; if it has no list, one daily connection named `default`. Throws
 * UnusableContext, which names the unusable entry.
 */
export function connectionsIn(context: unknown): ConnectionEntry[] {
  const parsed = ConnectionEntries.safeParse(listedIn(context) ?? [{ name: 'default' }]);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `connections${path.map((part) => `[${String(part)}]`).join('')}: ${message}`,
  );
  throw new UnusableContext(`The context "connections" (cdk.json) cannot be used. ${problems.join('; ')}`, {
    remedy: 'The README lists the fields of a connection.',
  });
}

/** Returns the context's value, parsed if it is text: `--context` passes JSON as text. */
function listedIn(context: unknown): unknown {
  if (typeof context !== 'string') return context;
  try {
    return JSON.parse(context);
  } catch {
    throw new UnusableContext('The context "connections" is not JSON', {
      remedy: 'Write it as in cdk.json.',
    });
  }
}
