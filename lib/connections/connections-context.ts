import * as z from 'zod/mini';
import { COLLECTOR_OPTIONS } from '../collectors/registry.ts';
import { Connection } from '../domain/connection.ts';
import { Frequency } from './frequency.ts';
import { UnusableContext } from './unusable-context.ts';

/**
 * A secret's name, or its complete ARN. The ARN goes into a policy, in which `*` and `?` would allow other secrets too.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
const SECRET =
  /^(?!arn:)[\w/+=.@-]{1,512}$|^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,512}-[A-Za-z0-9]{6}$/;

const SECRET_PROBLEM =
  'must be a name, or a complete ARN with the six characters at its end, without * and ?';
const KEY = /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/;

/** One connection as `cdk.json` (context `connections`) lists it, with the options of collectors next to the others. */
export const ListedConnection = z.strictObject({
  ...COLLECTOR_OPTIONS,
  name: Connection.shape.name,
  frequency: z._default(Frequency, 'daily'),
  title: Connection.shape.title,
  domains: Connection.shape.domains,
  cloud: Connection.shape.cloud,
  answers: Connection.shape.answers,
  notifyChanges: Connection.shape.notifyChanges,
  /** Name or complete ARN of an existing secret; without it the stack makes a secret for the connection. */
  secret: z.optional(z.string().check(z.regex(SECRET, SECRET_PROBLEM))),
  /** ARN of the customer-managed key that encrypts this secret, if there is one. */
  secretKeyArn: z.optional(z.string().check(z.regex(KEY, 'must be the ARN of a KMS key'))),
});

/** A connection as a CDK app names it: only `name` is required. */
export type ConnectionProps = z.input<typeof ListedConnection>;

const ListedConnections = z.array(ListedConnection).check(
  z.minLength(1, 'list at least one connection'),
  z.refine(
    (list) => new Set(list.map(({ name }) => name.replaceAll('-', ''))).size === list.length,
    'two have the same name, apart from dashes',
  ),
);

/**
 * Returns the connections of the context; if it has no list, one daily connection named `default`. Throws
 * UnusableContext, which names the unusable entry.
 */
export function connectionsIn(context: unknown): Connection[] {
  const listed = listedIn(context) ?? [{ name: 'default' }];
  // zod/mini has no messages of its own.
  const parsed = ListedConnections.safeParse(listed, { error: z.locales.en().localeError });
  if (parsed.success) {
    return parsed.data.map(
      ({
        name,
        frequency,
        title,
        domains,
        cloud,
        answers,
        notifyChanges,
        secret,
        secretKeyArn,
        ...options
      }) => ({
        ...{ name, frequency, cloud, options },
        ...(title !== undefined && { title }),
        ...(domains !== undefined && { domains }),
        ...(answers !== undefined && { answers }),
        ...(notifyChanges !== undefined && { notifyChanges }),
        ...(secret !== undefined && { secret }),
        ...(secretKeyArn !== undefined && { secretKeyArn }),
      }),
    );
  }
  const problems = parsed.error.issues.map(
    ({ path, message }) => `connections${path.map((part) => `[${String(part)}]`).join('')}: ${message}`,
  );
  throw new UnusableContext(`The context "connections" (cdk.json) cannot be used. ${problems.join('; ')}`, {
    remedy: 'lib/connections/README.md lists the fields of a connection.',
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
