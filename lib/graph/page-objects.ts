import * as z from 'zod/mini';
import { given } from '../domain/given.ts';
import type { GraphQuery } from './graph-port.ts';

/**
 * `@odata.count`; undefined if it is not a number of objects, because Graph has also sent null and -1. OData writes 64-bit
 * numbers as text for clients that ask for that.
 * Source: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html (IEEE754Compatible)
 */
export const ObjectCount = given(
  z.union([z.int().check(z.gte(0)), z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number))]),
);

/** The readable and unreadable objects of a page. */
export interface PageObjects<T> {
  objects: T[];
  /** Indexes in `value` of the objects that could not be read. */
  unreadable: number[];
  /** Why the first of them could not be read; undefined if all objects were read. */
  why?: string;
  /** Whether Graph honoured `$select`: the objects hold only the fields that were asked for. */
  selected: boolean;
}

/** How to read a page's objects. */
export interface PageQuery<T> extends Pick<GraphQuery<T>, 'object'> {
  usual?: GraphQuery<T>['usual'] | undefined;
  /** The value of `$select`, if it was asked for. */
  select?: string | undefined;
}

/** Reads each object separately, so that an unreadable object does not affect the others. */
export function readObjects<T>(value: Iterable<unknown>, query: PageQuery<T>): PageObjects<T> {
  const { object, usual, select } = query;
  const fields = new Set(select?.split(','));
  const page: PageObjects<T> = { objects: [], unreadable: [], selected: select !== undefined };
  let index = -1;
  for (const entry of value) {
    index += 1;
    page.selected &&= hasOnly(fields, entry);
    const quick = usual && isRecord(entry) ? usual(entry) : undefined;
    if (quick !== undefined) {
      page.objects.push(quick);
      continue;
    }
    const parsed = object.safeParse(entry);
    if (parsed.success) page.objects.push(parsed.data);
    else {
      page.unreadable.push(index);
      page.why ??= whyUnreadable(`value[${index}]`, parsed.error);
    }
  }
  return page;
}

/** Returns whether an object has only these fields and control information, such as `@odata.type`. */
function hasOnly(fields: ReadonlySet<string>, entry: unknown): boolean {
  return isRecord(entry) && Object.keys(entry).every((name) => fields.has(name) || name.includes('@'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns which part of an answer differs from its documentation. */
export function whyUnreadable(place: string, { issues: [issue] }: z.core.$ZodError): string {
  return `${[place, ...(issue?.path ?? [])].join('.')} is not as documented (${issue?.code})`;
}
