import * as z from 'zod/mini';
import { stated } from '../domain/graph-words.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { JsonTooLarge, jsonIn } from '../http/json-body.ts';
import { controlsNamed } from './control-information.ts';
import type { GraphQuery } from './graph-port.ts';
import { LONGEST_LINK } from './next-link.ts';
import { haveOnly, ObjectCount, type PageObjects, readObjects, whyUnreadable } from './page-objects.ts';
import { statedError } from './stated-error.ts';
import { errorInside, malformed, notJson, PageTooLarge } from './unusable-answer.ts';

/** Most objects in a page: five times the largest page that is asked for. */
const MOST_OBJECTS = 5_000;

/** A parsed page whose link has not been checked yet. */
export interface RawPage<T> extends Pick<PageObjects<T>, 'objects' | 'unreadable'> {
  nextLink: string | undefined;
  count: number | undefined;
  /** The words of an error that the page holds next to its objects: something was not read. */
  error: string | undefined;
  /** Whether Graph honoured `$select`: the objects hold only the fields that were asked for. */
  selected: boolean;
}

const Collection = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.nullish(z.string()),
  '@odata.count': ObjectCount,
  error: z.optional(z.unknown()),
});

/** How to read a page's objects. */
export interface PageQuery<T> extends Pick<GraphQuery<T>, 'object'> {
  usual?: GraphQuery<T>['usual'] | undefined;
  /** The value of `$select`, if it was asked for. */
  select?: string | undefined;
}

/**
 * Reads a collection's page. Throws GraphAnswerMalformed, which names the request-id, if it is not a collection, if none of
 * its objects is readable, or if its link is not a string, because objects could be lost. Throws BodyUnreadable if
 * the body is not JSON, and PageTooLarge, before it builds any object, if the page does not fit into memory.
 */
export function readPage<T>(
  request: string,
  answer: HttpAnswer,
  { object, usual, select }: PageQuery<T>,
): RawPage<T> {
  const page = parse(request, answer, Collection);
  const { objects, unreadable, why } = readObjects(object, page.value, usual);
  if (objects.length === 0 && why !== undefined) throw malformed(request, answer, why);
  const link = page['@odata.nextLink'] ?? '';
  return {
    objects,
    unreadable,
    nextLink: link.trim() ? link : undefined,
    count: page['@odata.count'],
    error: isError(page.error) ? stated({ ...statedError(answer).words, status: null }) : undefined,
    selected: select !== undefined && haveOnly(new Set(select.split(',')), page.value),
  };
}

/** Reads one object. Throws the same errors as `readPage`. */
export function readEntity<T>(request: string, answer: HttpAnswer, object: z.ZodMiniType<T>): T {
  return parse(request, answer, object);
}

const NEXT_LINK = Buffer.from('"@odata.nextLink":"');

/**
 * Guesses the page's nextLink without parsing the body, so that the next page can be asked for first. The caller compares
 * it with the link of the parsed page.
 */
export function peekNextLink({ body }: HttpAnswer): string | undefined {
  const start = body.indexOf(NEXT_LINK);
  if (start === -1) return undefined;
  const from = start + NEXT_LINK.length;
  const end = body.indexOf('"', from);
  if (end === -1 || end - from > LONGEST_LINK) return undefined;
  const link = body.toString('utf8', from, end);
  return link.includes('\\') ? undefined : link;
}

/** Some services report a fault with status 200: an `error` in the body is all that shows it. */
function isError(error: unknown): boolean {
  return (typeof error === 'object' && error !== null) || (typeof error === 'string' && error !== '');
}

function parse<T>(request: string, answer: HttpAnswer, schema: z.ZodMiniType<T>): T {
  let body: unknown;
  try {
    body = controlsNamed(jsonIn(answer.body, MOST_OBJECTS));
  } catch (error) {
    if (!(error instanceof JsonTooLarge)) throw notJson(request, answer);
    throw malformed(request, answer, error.message, PageTooLarge);
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  if (isError((body as { error?: unknown } | null)?.error)) throw errorInside(request, answer);
  throw malformed(request, answer, whyUnreadable('the body', parsed.error));
}
