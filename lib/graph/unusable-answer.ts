import { GraphAnswerMalformed } from '../domain/errors.ts';
import { type GraphWords, stated } from '../domain/graph-words.ts';
import { plainText } from '../domain/plain-text.ts';
import { tryAgain } from '../domain/remedy.ts';
import type { HttpAnswer } from '../http/http-transport.ts';
import { requestIdOf, statedError, wordsOf } from './stated-error.ts';

/** The body of a 200 or 206 is cut off, cannot be decoded, is not JSON, or is an error. The same request may succeed later. */
export class BodyUnreadable extends GraphAnswerMalformed {}

/** A page needs more memory than the function has. A smaller page may fit. */
export class PageTooLarge extends GraphAnswerMalformed {}

type Malformed = new (...args: ConstructorParameters<typeof GraphAnswerMalformed>) => GraphAnswerMalformed;

/** Returns the error for an answer with status 200 or 206 that cannot be used. `what` ends its sentence. */
export function malformed(
  request: string,
  answer: HttpAnswer,
  what: string,
  Kind: Malformed = GraphAnswerMalformed,
  graph: GraphWords = wordsOf(answer),
): GraphAnswerMalformed {
  const requestId = requestIdOf(answer);
  return new Kind(
    `Graph's answer to ${request} cannot be used: ${plainText(what)} (request-id ${requestId ?? 'not sent'})`,
    {
      requestId,
      code: String(answer.status),
      status: answer.status,
      graph,
      remedy: (place) =>
        `${tryAgain(place)}. If the answer stays like this, quote the request-id in a support case with Microsoft, and check for a newer version of this program.`,
    },
  );
}

/** Returns the error for a body with a fault. */
export function faultyBody(request: string, answer: HttpAnswer): GraphAnswerMalformed {
  const { why = 'the body is missing', tooLarge = false } = answer.bodyFault ?? {};
  return malformed(request, answer, why, tooLarge ? PageTooLarge : BodyUnreadable);
}

/** Returns the error for an answer with status 200 whose body is a Graph error, which may be temporary. */
export function errorInside(request: string, answer: HttpAnswer): GraphAnswerMalformed {
  const { words } = statedError(answer);
  const what = `it is an error: ${stated({ ...words, status: null }) || 'without words'}`;
  return malformed(request, answer, what, BodyUnreadable, words);
}

/** Returns the error for a body that arrived, but is not JSON. */
export function notJson(request: string, answer: HttpAnswer): GraphAnswerMalformed {
  return malformed(request, answer, whatItIs(answer), BodyUnreadable);
}

/** Recognizes HTML: the proxy of a hotel or company sends it with status 200 until its user signs in. */
function whatItIs({ body, headers }: HttpAnswer): string {
  const isHtml =
    /\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*</.test(body.toString('latin1', 0, 64));
  if (body.length === 0) return 'the body is empty';
  if (isHtml) return 'the body is HTML, not JSON; a proxy on the way may have answered instead of Graph';
  return 'the body is not JSON, or is cut off';
}
