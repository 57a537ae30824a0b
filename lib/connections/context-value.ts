import * as z from 'zod/mini';
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

/** Returns the value of a context key. It is JSON if it is text, because `--context` passes text. Throws UnusableContext. */
export function contextIn(key: string, context: unknown): unknown {
  if (typeof context !== 'string') return context;
  try {
    return JSON.parse(context);
  } catch {
    throw new UnusableContext(`The context "${key}" is not JSON`, { remedy: 'Write it as in cdk.json.' });
  }
}
