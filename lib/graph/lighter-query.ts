import { SyncError } from '../domain/errors.ts';
import type { GraphQuery } from './graph-port.ts';
import { PageTooLarge } from './unusable-answer.ts';

/** The smallest page to ask for. 50 objects always fit into memory. */
const SMALLEST_PAGE = 50;

/** The query to send instead, and the reason for people. */
interface Lighter<T> {
  query: GraphQuery<T>;
  why: string;
}

/** Returns the query to send after a collection failed; undefined if asking for less does not help. */
export function lighterQuery<T>(query: GraphQuery<T>, error: unknown): Lighter<T> | undefined {
  if (error instanceof PageTooLarge) return withSmallerPages(query);
  const { optional, ...needed } = query;
  const refused = error instanceof SyncError && error.details.status === 400;
  if (!optional || !refused) return undefined;
  return { query: needed, why: `Graph answered 400, so ${Object.keys(optional).join(' and ')} is left out` };
}

function withSmallerPages<T>(query: GraphQuery<T>): Lighter<T> | undefined {
  const half = Math.floor(Number(query.options?.$top ?? 0) / 2);
  if (half < SMALLEST_PAGE) return undefined;
  const options = { ...query.options, $top: String(half) };
  return { query: { ...query, options }, why: `the page is too large, so pages of ${half} are asked for` };
}
