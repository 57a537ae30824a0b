const [QUOTE, BACKSLASH, COLON, BLANK] = ['"', '\\', ':', ' '].map(byte) as [number, number, number, number];
/** The bytes that open and close a JSON value which can hold a name. Numbers, true, false and null stay as they are. */
const CLOSES = new Map([
  [byte('['), byte(']')],
  [byte('{'), byte('}')],
]);

/** Bytes of the shortest value that holds anything, a text of one character. */
const SHORTEST = 3;

/**
 * Overwrites the values of some fields in a JSON body, at any depth: a text becomes `"-"`, a list or an object becomes
 * empty. The body keeps its length, because blanks fill the place. A blank text and null stay, so that a reader can see that
 * a field had no value. Returns whether it overwrote a value. Takes no copy, so a page of megabytes costs one search.
 */
export function withholdValues(body: Buffer, fields: readonly string[]): boolean {
  let changed = false;
  for (const field of fields) {
    const name = Buffer.from(`"${field}"`);
    for (let at = body.indexOf(name); at !== -1; at = body.indexOf(name, at + name.length)) {
      const colon = afterBlanks(body, at + name.length);
      // A text that is equal to the field's name is not followed by a colon.
      if (body[colon] === COLON && overwrite(body, afterBlanks(body, colon + 1))) changed = true;
    }
  }
  return changed;
}

/** Overwrites the value that begins at `start`. Returns whether it held anything. */
function overwrite(body: Buffer, start: number): boolean {
  const end = endOfValue(body, start);
  if (end - start < SHORTEST || isBlank(body, start, end)) return false;
  const [open = BLANK, close = BLANK] = [body[start], body[end - 1]];
  body.fill(BLANK, start, end);
  body[start] = open;
  if (open === QUOTE) body[start + 1] = byte('-');
  body[open === QUOTE ? start + 2 : start + 1] = close;
  return true;
}

/** Whether a text holds only blanks, which name no person. Longer texts count as names. */
function isBlank(body: Buffer, start: number, end: number): boolean {
  const first = body[start + 1];
  if (first !== BLANK && first !== BACKSLASH) return false;
  return end - start < 64 && /^"(?: |\\[nrt])*"$/.test(body.toString('latin1', start, end));
}

/** Returns the index after a text, list or object; `start` if another value begins there, or if the value does not end. */
function endOfValue(body: Buffer, start: number): number {
  const open = body[start] ?? BLANK;
  if (open === QUOTE) return endOfText(body, start);
  const close = CLOSES.get(open);
  if (close === undefined) return start;
  let depth = 0;
  for (let at = start; at < body.length; at += 1) {
    if (body[at] === QUOTE) at = endOfText(body, at) - 1;
    else if (body[at] === open) depth += 1;
    else if (body[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return start;
}

/** Returns the index after the closing quote; the length of the body if the text does not end. */
function endOfText(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return Math.min(at + 1, body.length);
}

function afterBlanks(body: Buffer, start: number): number {
  let at = start;
  // JSON has no other bytes up to a blank outside of texts.
  while ((body[at] ?? BACKSLASH) <= BLANK) at += 1;
  return at;
}

function byte(character: string): number {
  return character.charCodeAt(0);
}
