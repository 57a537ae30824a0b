import * as z from 'zod/mini';
import { given } from '../domain/given.ts';

/** `@odata.count`, if it is a number of objects: Graph has sent null and -1 too. */
export const ObjectCount = given(z.int().check(z.gte(0)));

/** A page's objects, each read on its own. */
export interface PageObjects<T> {
  objects: T[];
  /** Indexes in `value` of the objects that could not be read. */
  unreadable: number[];
  /** Why the first of them could not be read; undefined if every object was. */
  why?: string;
}

/** Reads each object on its own, so that one that cannot be read costs no other. */
export function readObjects<T>(object: z.ZodMiniType<T>, value: readonly unknown[]): PageObjects<T> {
  const page: PageObjects<T> = { objects: [], unreadable: [] };
  for (const [index, entry] of value.entries()) {
    const parsed = object.safeParse(entry);
    if (parsed.success) page.objects.push(parsed.data);
    else {
      page.unreadable.push(index);
      page.why ??= whyUnreadable(`value[${index}]`, parsed.error);
    }
  }
  return page;
}

/** Which part of an answer is not as documented. */
export function whyUnreadable(place: string, { issues: [issue] }: z.core.$ZodError): string {
  return `${[place, ...(issue?.path ?? [])].join('.')} is not as documented (${issue?.code})`;
}
