import * as z from 'zod/mini';
import { given } from '../domain/given.ts';
import type { GraphQuery } from './graph-port.ts';

/**
 * `@odata.count`, if it is a number of objects: Graph has sent null and -1 too. OData writes 64-bit numbers as text for
 * clients that ask for it.
 * Source: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html (IEEE754Compatible)
 */
export const ObjectCount = given(
  z.union([z.int().check(z.gte(0)), z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number))]),
);

/** A page's objects, each read on its own. */
export interface PageObjects<T> {
  objects: T[];
  /** Indexes in `value` of the objects that could not be read. */
  unreadable: number[];
  /** Why the first of them could not be read; undefined if every object was. */
  why?: string;
}

/** Reads each object on its own, so that one that cannot be read costs no other. */
export function readObjects<T>(
  object: z.ZodMiniType<T>,
  value: readonly unknown[],
  usual?: GraphQuery<T>['usual'],
): PageObjects<T> {
  const page: PageObjects<T> = { objects: [], unreadable: [] };
  for (const [index, entry] of value.entries()) {
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which part of an answer is not as documented. */
export function whyUnreadable(place: string, { issues: [issue] }: z.core.$ZodError): string {
  return `${[place, ...(issue?.path ?? [])].join('.')} is not as documented (${issue?.code})`;
}
