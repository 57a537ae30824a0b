import type * as z from 'zod/mini';

/** Checks environment variables. Throws an error that names each variable that is missing or wrong, not its value. */
export function parseEnvironment<T>(
  schema: z.ZodMiniType<T>,
  variables: Record<string, string | undefined>,
): T {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`);
  throw new Error(`Environment variables are missing or wrong: ${wrong.join(', ')}`);
}
