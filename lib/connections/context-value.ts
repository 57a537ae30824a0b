import * as z from 'zod/mini';
import { contextIn } from './cdk-json.ts';
import { UnusableContext } from './unusable-context.ts';

/** Returns the value of a context key in the schema's form. Throws UnusableContext, which names each unusable entry. */
export function contextValue<T>(
  key: string,
  context: unknown,
  { schema, remedy }: { schema: z.ZodMiniType<T>; remedy: string },
): T {
  // zod/mini has no messages of its own.
  const parsed = schema.safeParse(contextIn(key, context), { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${key}${path.map((part) => `[${String(part)}]`).join('')}: ${message}`,
  );
  throw new UnusableContext(`The context "${key}" (cdk.json) cannot be used. ${problems.join('; ')}`, {
    remedy,
  });
}
