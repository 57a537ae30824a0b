/** What a JSON text would become, counted without building it: braces and commas outside its strings. */
export interface JsonSize {
  /** Objects, arrays and values in them, at least. */
  values: number;
  /** The most values that one object or array directly inside the outermost holds: the objects of a page. */
  elements: number;
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
/** Square and curly brackets differ in this bit. */
const CURLY = 0x20;
const [OPENING, CLOSING] = [0x7b, 0x7d];
/** A string longer than this is left with a native search, which costs too much for a short one. */
const LONG = 64;

/**
 * Counts what a JSON text in UTF-8 holds. Stops counting above `most` values. Takes about a tenth of the time of
 * parsing, and less if strings are long, because a page of 16 MB of `{},` becomes 1 GB when it is parsed.
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

/** The place of the quote that ends the string which begins at `start`; the text's end if there is none. */
function endOfString(text: Uint8Array, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const byte = text[at];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at += 1;
    else if (at - start > LONG) return endOfLongString(text, at + 1);
  }
  return text.length;
}

/** The same from inside a string; the character at `from` is not escaped. */
function endOfLongString(text: Uint8Array, from: number): number {
  for (let at = text.indexOf(QUOTE, from); at !== -1; at = text.indexOf(QUOTE, at + 1)) {
    let before = at;
    while (before > from && text[before - 1] === BACKSLASH) before -= 1;
    // An even number of backslashes before a quote escape each other, not the quote.
    if ((at - before) % 2 === 0) return at;
  }
  return text.length;
}
