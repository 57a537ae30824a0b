import * as z from 'zod/mini';
import type { HttpAnswer } from './http-transport.ts';
import { jsonIn } from './json-body.ts';
import { malformed, notJson } from './unusable-answer.ts';

/** A page as it came, its links not yet trusted. */
export interface RawPage<T> {
  objects: T[];
  nextLink: string | undefined;
  count: number | undefined;
}

const Collection = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.optional(z.string()),
  '@odata.count': z.optional(z.number()),
});

/** Reads a collection's page. Throws GraphAnswerMalformed, which names the request-id; BodyUnreadable if it is no JSON. */
export function readPage<T>(request: string, answer: HttpAnswer, object: z.ZodMiniType<T>): RawPage<T> {
  const page = parse(request, answer, Collection);
  return {
    objects: page.value.map((entry, index) => checked(request, answer, object, entry, `value[${index}]`)),
    nextLink: page['@odata.nextLink'],
    count: page['@odata.count'],
  };
}

/** Reads one object. Throws as `readPage` does. */
export function readEntity<T>(request: string, answer: HttpAnswer, object: z.ZodMiniType<T>): T {
  return parse(request, answer, object);
}

const NEXT_LINK = Buffer.from('"@odata.nextLink":"');

/**
 * The page's nextLink, found without parsing the body, so that the next page can be asked for first. It is a guess:
 * the caller compares it with the parsed page's.
 */
export function peekNextLink({ body }: HttpAnswer): string | undefined {
  const start = body.indexOf(NEXT_LINK);
  if (start === -1) return undefined;
  const end = body.indexOf('"', start + NEXT_LINK.length);
  const link = body.toString('utf8', start + NEXT_LINK.length, end);
  return link.includes('\\') ? undefined : link;
}

function parse<T>(request: string, answer: HttpAnswer, schema: z.ZodMiniType<T>): T {
  let body: unknown;
  try {
    body = jsonIn(answer.body);
  } catch {
    throw notJson(request, answer);
  }
  return checked(request, answer, schema, body, 'the body');
}

function checked<T>(
  request: string,
  answer: HttpAnswer,
  schema: z.ZodMiniType<T>,
  value: unknown,
  place: string,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = [place, ...(issue?.path ?? [])].join('.');
  throw malformed(request, answer, `${path} is not as documented (${issue?.code})`);
}
