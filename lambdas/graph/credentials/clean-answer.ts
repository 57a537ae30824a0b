import type { HttpAnswer } from '../http-transport.ts';
import { jsonIn } from '../json-body.ts';
import type { CredentialGuard } from './credential-guard.ts';

/** Bytes of an error's body that are read: Microsoft's errors have less than a tenth of it. */
const LONGEST_ERROR = 64 * 1024;

/** What a token in a page is replaced by. */
const PLACE = '[redacted]';

/**
 * The answer with clean headers and a clean body. JSON stays JSON; any other text is either kept or left out completely.
 */
export function cleanAnswer(answer: HttpAnswer, guard: CredentialGuard): HttpAnswer {
  return { ...cleanHeaders(answer, guard), body: cleanBody(answer.body.subarray(0, LONGEST_ERROR), guard) };
}

/**
 * The page without the token. Its body may be megabytes, so it is searched for the token verbatim only; what is kept of
 * it is cleaned later. `redacted` says that the body is not the one that came.
 */
export function cleanPage(answer: HttpAnswer, guard: CredentialGuard, token: string): HttpAnswer {
  const page = cleanHeaders(answer, guard);
  if (!page.body.includes(token)) return page;
  return { ...page, body: Buffer.from(page.body.toString('utf8').replaceAll(token, PLACE)), redacted: true };
}

function cleanHeaders(answer: HttpAnswer, guard: CredentialGuard): HttpAnswer {
  return { ...answer, headers: guard.clean(answer.headers) };
}

function cleanBody(body: Buffer, guard: CredentialGuard): Buffer {
  try {
    return Buffer.from(JSON.stringify(guard.clean(jsonIn(body))));
  } catch {
    return Buffer.from(guard.clean(body.toString('utf8')));
  }
}
