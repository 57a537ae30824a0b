import { SyncError } from '../domain/errors.ts';
import type { GraphQuery } from './graph-port.ts';
import { PageTooLarge } from './unusable-answer.ts';

/** Pages are not made smaller than this: no 50 objects are too large for memory. */
const SMALLEST_PAGE = 50;

/** What to ask for instead, and why, for people. */
export interface Lighter<T> {
  query: GraphQuery<T>;
  why: string;
}

/** What to ask for after a collection failed; undefined if asking for less would not help. */
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
