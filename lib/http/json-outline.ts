/** The size of a JSON text and the place of its list, found without parsing, by the braces and commas outside its strings. */
interface JsonOutline {
  /** Objects, arrays and values in them, a lower bound. */
  values: number;
  /** The most values in one object or array at the second level, such as the objects of a page. */
  elements: number;
  /**
   * The indexes of the bracket that opens the list `value` of the outermost object, of the commas between its elements, and
   * of the bracket that closes it. Undefined without such a list, or if it has fewer than two elements. The last one counts.
   */
  list: number[] | undefined;
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
/** Square and curly brackets differ in this bit. */
const CURLY = 0x20;
const [OPENING, CLOSING, SQUARE] = [0x7b, 0x7d, 0x5b];
/** Length from which the end of a string is found with a native search, which is slower for short strings. */
const LONG = 64;
/** The name of the list in a collection. */
const VALUE = '"value"';

/**
 * Counts the values of a JSON text in UTF-8, because a page with 16 MB of `{},` needs 1 GB when it is parsed, and finds its
 * list. Stops above `most` values. Takes about a third of the time of parsing, and less if strings are long.
 */
export function jsonOutline(text: Buffer, most: number): JsonOutline {
  let [values, depth, here, elements, name] = [0, 0, 0, 0, 0];
  let list: number[] | undefined;
  let open: number[] | undefined;
  for (let at = 0; at < text.length && values <= most; at++) {
    const byte = text[at] as number;
    if (byte === QUOTE) {
      if (depth === 1) name = at;
      at = endOfString(text, at);
    } else if (byte === COMMA) {
      values += 1;
      if (depth === 2) {
        here += 1;
        open?.push(at);
      } else if (depth === 1) name = at;
    } else if ((byte | CURLY) === OPENING) {
      values += 1;
      if (depth === 1) {
        here = 1;
        const isValue = byte === SQUARE && text.toString('latin1', name, name + VALUE.length) === VALUE;
        open = isValue ? [at] : undefined;
      }
      depth += 1;
    } else if ((byte | CURLY) === CLOSING) {
      depth -= 1;
      if (depth === 1 && open) {
        open.push(at);
        list = open.length > 2 ? open : undefined;
        open = undefined;
      }
    }
    if (here > elements) elements = here;
  }
  return { values, elements, list };
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
