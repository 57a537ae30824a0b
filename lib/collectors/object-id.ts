import * as z from 'zod/mini';

/** The id of a Graph object. It is opaque, so its case matters. An object without an id cannot be counted. */
export const ObjectId = z.string().check(z.maxLength(512), z.regex(/\S/));

/** Whether a value is a simple id, which `ObjectId` always accepts. Faster than `ObjectId`. */
export function isShortId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 512 && /^[\w-]+$/.test(value);
}
