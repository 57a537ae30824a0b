import type { HttpAnswer } from '../http-transport.ts';
import { jsonIn } from '../json-body.ts';
import type { CredentialGuard } from './credential-guard.ts';

/** Most bytes of an error's body that are read. Microsoft's errors have less than a tenth of that. */
const LONGEST_ERROR = 64 * 1024;

/** Replaces a token in a page. */
const PLACE = '[redacted]';

/**
 * Returns the answer with clean headers and a clean body. JSON stays JSON; any other text is kept or left out completely.
 */
export function cleanAnswer(answer: HttpAnswer, guard: CredentialGuard): HttpAnswer {
  return { ...cleanHeaders(answer, guard), body: cleanBody(answer.body.subarray(0, LONGEST_ERROR), guard) };
}

/**
 * Returns the page without the token. Searches its body, which may have megabytes, only for the literal token; the parts
 * that are kept are cleaned later. `redacted` is true if the body was changed.
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
