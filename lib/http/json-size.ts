/** The size of a parsed JSON text, counted without parsing it, by the braces and commas outside its strings. */
interface JsonSize {
  /** Objects, arrays and values in them, a lower bound. */
  values: number;
  /** The most values in one object or array at the second level, such as the objects of a page. */
  elements: number;
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
/** Square and curly brackets differ in this bit. */
const CURLY = 0x20;
const [OPENING, CLOSING] = [0x7b, 0x7d];
/** Length from which the end of a string is found with a native search, which is slower for short strings. */
const LONG = 64;

/**
 * Counts the values of a JSON text in UTF-8, because a page with 16 MB of `{},` needs 1 GB when it is parsed. Stops above
 * `most` values. Takes about a tenth of the time of parsing, and less if strings are long.
 */
export function jsonSize(text: Uint8Array, most: number): JsonSize {
  let [values, depth, here, elements] = [0, 0, 0, 0];
  for (let at = 0; at < text.length && values <= most; at++) {
    const byte = text[at] as number;
    if (byte === QUOTE) {
      at = endOfString(text, at);
    } else if (byte === COMMA) {
      values += 1;
      if (depth === 2) here += 1;
    } else if ((byte | CURLY) === OPENING) {
      values += 1;
      if (depth === 1) here = 1;
      depth += 1;
    } else if ((byte | CURLY) === CLOSING) {
      depth -= 1;
    }
    if (here > elements) elements = here;
  }
  return { values, elements };
}

/** Returns the index of the quote that ends the string beginning at `start`; the text's length if it does not end. */
function endOfString(text: Uint8Array, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const byte = text[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
    else if (at - start > LONG) return endOfLongString(text, at + 1);
  }
  return text.length;
}

/** Does the same from inside a string. The character at `from` must not be escaped. */
function endOfLongString(text: Uint8Array, from: number): number {
  for (let at = text.indexOf(QUOTE, from); at !== -1; at = text.indexOf(QUOTE, at + 1)) {
    let before = at;
    while (before > from && text[before - 1] === BACKSLASH) before -= 1;
    // An even number of backslashes before a quote do not escape the quote.
    if ((at - before) % 2 === 0) return at;
  }
  return text.length;
}
