import * as z from 'zod/mini';

/** The id of one of Graph's objects: opaque, so two that differ in case are two. Without one, an object cannot be counted. */
export const ObjectId = z.string().check(z.maxLength(512), z.regex(/\S/));
