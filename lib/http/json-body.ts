import { isAscii } from 'node:buffer';
import { jsonOutline } from './json-outline.ts';

/**
 * Most values in one body: objects, arrays and their members. A page of 1,000 alerts has about 200,000; a million take
 * about 50 MB.
 */
const MOST_VALUES = 1_000_000;

/** A JSON body would need more memory than allowed. The message is the end of a sentence. */
export class JsonTooLarge extends Error {
  override readonly name = 'JsonTooLarge';
}

/** The parsed body of a collection. */
interface JsonCollection {
  /** The body. Its list `value` is empty if it has two elements or more. */
  body: unknown;
  /** The elements of that list. Each is parsed when it is asked for, and may throw a SyntaxError then. */
  list: Iterable<unknown> | undefined;
}

/**
 * Parses a JSON body in UTF-8, or in UTF-16 if it has that byte order mark. Ignores the mark itself. Throws JsonTooLarge,
 * before it builds anything, if the body holds more than a million values, or more than `mostElements` in one array or
 * object, and a SyntaxError if it is not JSON. Source: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export function jsonIn(body: Buffer, mostElements = MOST_VALUES): unknown {
  const text = inUtf8(body);
  boundedOutline(text, mostElements);
  return JSON.parse(decoded(text));
}

/**
 * Parses a body in the same way, but each element of its list separately. That takes a third of the time, because V8 never
 * has to move a complete page to its old generation.
 */
export function jsonCollectionIn(body: Buffer, mostElements: number): JsonCollection {
  const text = inUtf8(body);
  const { list } = boundedOutline(text, mostElements);
  const [open = 0] = list ?? [];
  const around = list && decoded(text.subarray(0, open + 1)) + decoded(text.subarray(list.at(-1)));
  // A second list could have the same name, written with an escape.
  if (!around || around.includes('\\')) return { body: JSON.parse(decoded(text)), list: undefined };
  return { body: JSON.parse(around), list: elementsOf(text, list) };
}

function* elementsOf(text: Buffer, list: readonly number[]): Generator<unknown> {
  let [start = 0] = list;
  for (const end of list.slice(1)) {
    yield JSON.parse(decoded(text.subarray(start + 1, end)));
    start = end;
  }
}

function boundedOutline(text: Buffer, mostElements: number): ReturnType<typeof jsonOutline> {
  const outline = jsonOutline(text, MOST_VALUES);
  if (outline.elements > mostElements) throw new JsonTooLarge(`it holds more than ${mostElements} objects`);
  if (outline.values > MOST_VALUES) throw new JsonTooLarge(`it holds more than ${MOST_VALUES} values`);
  return outline;
}

/** Returns the text of a body without its byte order mark. */
export function textIn(body: Buffer): string {
  return decoded(inUtf8(body));
}

/** Decodes UTF-8. Decodes pure ASCII, which most pages are, as latin1, because that is several times as fast. */
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
