import * as z from 'zod/mini';

/** The id of one of Graph's objects: opaque, so two that differ in case are two. Without one, an object cannot be counted. */
export const ObjectId = z.string().check(z.maxLength(512), z.regex(/\S/));

/** Whether a value is an id that ObjectId takes without a doubt. */
export function isShortId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 512 && /^[\w-]+$/.test(value);
}
