import * as z from 'zod/mini';

/**
 * An optional field from outside: its value, or undefined if it is missing, null, or of another type or value than
 * the schema takes. A field that is not needed for counting costs no observation, whatever Microsoft sends in it.
 */
export function given<T>(schema: z.ZodMiniType<T>) {
  return z.catch(z.optional(schema), undefined);
}
