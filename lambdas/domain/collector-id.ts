import * as z from 'zod/mini';

/** A collector's id, as it stands in keys and outcomes. The list of those that exist is the registry. */
export const CollectorId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
export type CollectorId = z.infer<typeof CollectorId>;
