import * as z from 'zod/mini';
import { stated } from '../domain/graph-words.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { JsonTooLarge, jsonCollectionIn, jsonIn } from '../http/json-body.ts';
import { controlsNamed } from './control-information.ts';
import { LONGEST_LINK } from './next-link.ts';
import { ObjectCount, type PageObjects, type PageQuery, readObjects, whyUnreadable } from './page-objects.ts';
import { statedError } from './stated-error.ts';
import { errorInside, malformed, notJson, PageTooLarge } from './unusable-answer.ts';

/** Most objects in a page: five times the largest page that is asked for. */
const MOST_OBJECTS = 5_000;

/** A parsed page whose link has not been checked yet. */
export interface RawPage<T> extends Omit<PageObjects<T>, 'why'> {
  nextLink: string | undefined;
  count: number | undefined;
  /** The words of an error that the page holds next to its objects: something was not read. */
  error: string | undefined;
}

const Collection = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.nullish(z.string()),
  '@odata.count': ObjectCount,
  error: z.optional(z.unknown()),
});

/**
 * Reads a collection's page. Throws GraphAnswerMalformed, which names the request-id, if it is not a collection, if none of
 * its objects is readable, or if its link is not a string, because objects could be lost. Throws BodyUnreadable if
 * the body is not JSON, and PageTooLarge, before it builds any object, if the page does not fit into memory.
 */
export function readPage<T>(request: string, answer: HttpAnswer, query: PageQuery<T>): RawPage<T> {
  return parsed(request, answer, () => {
    const { body, list } = jsonCollectionIn(answer.body, MOST_OBJECTS);
    const page = fitting(request, answer, controlsNamed(body), Collection);
    const { why, ...objects } = readObjects(list ?? page.value, query);
    if (objects.objects.length === 0 && why !== undefined) throw malformed(request, answer, why);
    const link = page['@odata.nextLink'] ?? '';
    return {
      ...objects,
      nextLink: link.trim() ? link : undefined,
      count: page['@odata.count'],
      error: isError(page.error) ? stated({ ...statedError(answer).words, status: null }) : undefined,
    };
  });
}

/** Reads one object. Throws the same errors as `readPage`. */
export function readEntity<T>(request: string, answer: HttpAnswer, object: z.ZodMiniType<T>): T {
  return parsed(request, answer, () =>
    fitting(request, answer, controlsNamed(jsonIn(answer.body, MOST_OBJECTS)), object),
  );
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

/** Returns what `parse` returns. Turns errors of JSON into errors that name the request. */
function parsed<T>(request: string, answer: HttpAnswer, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof JsonTooLarge) throw malformed(request, answer, error.message, PageTooLarge);
    throw error instanceof SyntaxError ? notJson(request, answer) : error;
  }
}

function fitting<T>(request: string, answer: HttpAnswer, body: unknown, schema: z.ZodMiniType<T>): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  if (isError((body as { error?: unknown } | null)?.error)) throw errorInside(request, answer);
  throw malformed(request, answer, whyUnreadable('the body', read.error));
}
