import type * as z from 'zod/mini';

/** One thing to ask Graph for. The query is written out in full, as its documentation page has it. */
export interface GraphQuery<T> {
  /** Below `/v1.0`, with a leading slash. */
  path: string;
  /** OData system query options, `$` included. */
  options?: Record<string, string>;
  /** Further options that Graph may refuse with 400; the collection then starts over without them. */
  optional?: Record<string, string>;
  headers?: Record<string, string>;
  /** The part of each object that is used, with its bounds. An object that it does not take cannot be read. */
  object: z.ZodMiniType<T>;
  /**
   * Reads an object that is as most are, with the same result as `object`, in a tenth of its time; undefined if it is not
   * sure. For collections of many objects.
   */
  usual?: (object: Record<string, unknown>) => T | undefined;
  /** For a reader that may stop early: a page is asked for only when the one before it is folded. */
  oneByOne?: boolean;
}

/** One page of a collection. */
export interface GraphPage<T> {
  objects: T[];
  /** Indexes in the answer's `value` (from 0) of the objects that could not be read. */
  unreadable: readonly number[];
  /** The answer's `request-id`; null if Graph did not send it. */
  requestId: string | null;
  /** `@odata.count`, if Graph sent one that is a number of objects. */
  count: number | undefined;
  /** Whether Graph says (206) that this is not all. */
  partial: boolean;
  /** Whether the collection starts over with this page, because a lighter query replaces the first. */
  startsOver: boolean;
}

/** Graph as a collector sees it. Answers that cannot be used are thrown as named errors. */
export interface GraphPort {
  /**
   * The collection's pages in order; unless `oneByOne`, the next is asked for before this one is folded. Objects may come
   * twice: if Graph refuses an option or a page is too large for memory, the collection starts over with a lighter query.
   */
  pages<T>(query: GraphQuery<T>): AsyncIterable<GraphPage<T>>;
  /** One object that is not a collection. */
  entity<T>(query: GraphQuery<T>): Promise<T>;
}
