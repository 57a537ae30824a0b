import type * as z from 'zod/mini';

/** A request to Graph, with its query written as on its documentation page. */
export interface GraphQuery<T> {
  /** Path after `/v1.0`, with a leading slash. */
  path: string;
  /** OData system query options, including the `$`. */
  options?: Record<string, string>;
  /** Further options that Graph may refuse with 400. The collection then starts over without them. */
  optional?: Record<string, string>;
  headers?: Record<string, string>;
  /**
   * Fields whose values name people. The values are overwritten in each answer before it is hashed and kept. The collector
   * reads the answer before that, so its schema may take only whether there is a value: replay sees no more.
   */
  withhold?: readonly string[];
  /**
   * For a collection that only explains the facts: a clause that says what is missing after a partial answer. The evidence then
   * gets a caveat and stays complete.
   */
  supplement?: string;
  /** The used fields of each object, with their bounds. An object that does not fit counts as unreadable. */
  object: z.ZodMiniType<T>;
  /**
   * Reads a usual object with the same result as `object`, in a tenth of the time. Returns undefined for any other object.
   * For collections of many objects.
   */
  usual?: (object: Record<string, unknown>) => T | undefined;
  /** For a reader that may stop early: asks for a page only after the previous one is processed. */
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
  /** Whether Graph marked the page as partial (206). */
  partial: boolean;
  /** Whether the collection starts over with this page, because a lighter query replaced the first one. */
  startsOver: boolean;
}

/** Graph for a collector. Throws a named error if an answer cannot be used. */
export interface GraphPort {
  /**
   * Yields the collection's pages in order. Asks for the next page before this one is processed, except if `oneByOne`. Objects
   * may appear twice: if Graph refuses an option or a page is too large, the collection starts over with a lighter query.
   */
  pages<T>(query: GraphQuery<T>): AsyncIterable<GraphPage<T>>;
  /** Returns one object that is not a collection. */
  entity<T>(query: GraphQuery<T>): Promise<T>;
}
