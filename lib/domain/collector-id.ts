import * as z from 'zod/mini';

/** A collector's id, used in keys and outcomes. `COLLECTORS` in the registry lists the existing collectors. */
export const CollectorId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
