import { isAscii } from 'node:buffer';
import { jsonSize } from './json-size.ts';

/**
 * Objects, arrays and their members of one body. A page of 1,000 alerts has about 200,000; as many as this take some
 * 50 MB.
 */
const MOST_VALUES = 1_000_000;

/** A body is JSON that would take more memory than it may. The message is the end of a sentence. */
export class JsonTooLarge extends Error {}

/**
 * The value of a JSON body in UTF-8, or in UTF-16 if its byte order mark says so. The mark itself is ignored. Throws
 * JsonTooLarge, before anything is built, if it holds more than a million values or more than `mostElements` in one
 * place, and a SyntaxError if it is not JSON. Source: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export function jsonIn(body: Buffer, mostElements = MOST_VALUES): unknown {
  const text = inUtf8(body);
  const { values, elements } = jsonSize(text, MOST_VALUES);
  if (elements > mostElements) throw new JsonTooLarge(`it holds more than ${mostElements} objects`);
  if (values > MOST_VALUES) throw new JsonTooLarge(`it holds more than ${MOST_VALUES} values`);
  return JSON.parse(decoded(text));
}

/** The text of a body, without its byte order mark. */
export function textIn(body: Buffer): string {
  return decoded(inUtf8(body));
}

/** Text without other characters than ASCII, such as most pages, is decoded in a fraction of the time as latin1. */
function decoded(utf8: Buffer): string {
  return utf8.toString(isAscii(utf8) ? 'latin1' : 'utf8');
}

function inUtf8(body: Buffer): Buffer {
  const [first, second, third] = body;
  if (first === 0xef && second === 0xbb && third === 0xbf) return body.subarray(3);
  if (first === 0xff && second === 0xfe) return Buffer.from(body.toString('utf16le', 2));
  if (first === 0xfe && second === 0xff) return Buffer.from(new TextDecoder('utf-16be').decode(body));
  return body;
}
