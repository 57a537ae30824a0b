import * as z from 'zod/mini';
import { App } from '../domain/connection.ts';
import { contextValue } from './context-value.ts';
import { SecretKeyArn, SecretReference } from './secret-reference.ts';

/** One app as `cdk.json` (context `apps`) lists it. */
const ListedApp = z.strictObject({
  name: App.shape.name,
  clientId: App.shape.clientId,
  credential: z.union([
    z.literal('federated'),
    z.strictObject({ secret: SecretReference, secretKeyArn: z.optional(SecretKeyArn) }),
  ]),
});

/** An app registration as a CDK app names it. */
export type AppProps = z.input<typeof ListedApp>;

const ListedApps = z
  .array(ListedApp)
  .check(
    z.refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'two have the same name'),
  );

/** Returns the apps of the context; an empty list if it names no apps. Throws UnusableContext, which names the unusable entry. */
export function appsIn(context: unknown): App[] {
  return contextValue('apps', context ?? [], {
    schema: ListedApps,
    remedy:
      'An app has a name, a clientId, and as its credential "federated" or { "secret": "<name of a secret>" }.',
  });
}
