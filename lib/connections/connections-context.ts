import * as z from 'zod/mini';
import { COLLECTOR_OPTIONS } from '../collectors/registry.ts';
import { type App, Connection } from '../domain/connection.ts';
import { contextValue } from './context-value.ts';
import { Frequency } from './frequency.ts';
import { SecretKeyArn, SecretReference } from './secret-reference.ts';
import { UnusableContext } from './unusable-context.ts';

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
  secret: z.optional(SecretReference),
  /** ARN of the customer-managed key that encrypts this secret, if there is one. */
  secretKeyArn: z.optional(SecretKeyArn),
  /** The tenant, for a connection that signs in with one of `apps`. */
  tenantId: Connection.shape.tenantId,
  /** The name of one of `apps`. Without it the connection's secret holds an app of its own. */
  app: z.optional(z.string()),
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
 * Returns the connections of the context; if it has no list, one daily connection named `default`. `apps` are those that
 * connections may share. Throws UnusableContext, which names the unusable entry.
 */
export function connectionsIn(context: unknown, apps: readonly App[] = []): Connection[] {
  const listed = contextValue('connections', context ?? [{ name: 'default' }], {
    schema: ListedConnections,
    remedy: 'lib/connections/README.md lists the fields of a connection.',
  });
  return listed.map(
    ({
      name,
      frequency,
      cloud,
      title,
      domains,
      answers,
      notifyChanges,
      secret,
      secretKeyArn,
      tenantId,
      app,
      ...options
    }) => {
      const shared = sharedApp({ name, app, tenantId, secret, secretKeyArn }, apps);
      return {
        ...{ name, frequency, cloud, options },
        ...(title !== undefined && { title }),
        ...(domains !== undefined && { domains }),
        ...(answers !== undefined && { answers }),
        ...(notifyChanges !== undefined && { notifyChanges }),
        ...(secret !== undefined && { secret }),
        ...(secretKeyArn !== undefined && { secretKeyArn }),
        ...(shared && { tenantId, app: shared }),
      };
    },
  );
}

/** Returns the app that a connection shares; undefined if it has one of its own. Throws UnusableContext if they do not fit. */
function sharedApp(
  listed: Pick<z.infer<typeof ListedConnection>, 'name' | 'app' | 'tenantId' | 'secret' | 'secretKeyArn'>,
  apps: readonly App[],
): App | undefined {
  const unusable = (problem: string, remedy: string) =>
    new UnusableContext(
      `The context "connections" (cdk.json) cannot be used. The connection ${listed.name} ${problem}`,
      { remedy },
    );
  if (listed.app === undefined) {
    if (listed.tenantId === undefined) return undefined;
    throw unusable(
      'has a tenantId, but no app',
      'Add "app", or leave out "tenantId": the tenant of a connection without an app is in its secret.',
    );
  }
  const app = apps.find(({ name }) => name === listed.app);
  if (!app) {
    const names = apps.map(({ name }) => name).join(', ') || 'no app';
    throw unusable(`names the app ${listed.app}, which "apps" does not list`, `"apps" lists ${names}.`);
  }
  if (listed.tenantId === undefined)
    throw unusable(`shares the app ${app.name}, but names no tenant`, 'Add "tenantId".');
  if (listed.secret !== undefined)
    throw unusable(
      `shares the app ${app.name}, and has a secret too`,
      'Leave out "secret": the credential belongs to the app.',
    );
  if (listed.secretKeyArn !== undefined)
    throw unusable(
      `shares the app ${app.name}, and has a secretKeyArn`,
      'Move "secretKeyArn" into the credential of the app, next to its "secret".',
    );
  return app;
}
