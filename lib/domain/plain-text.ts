import { visibleText } from './visible-text.ts';

const LONGEST = 256;

/** How many characters are read for each character kept. The limit makes cleaning a hostile megabyte cheap. */
const READ_FOR_EACH_KEPT = 8;

/** Printable ASCII without a blank at an end: most keys and names, which need no cleaning. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Returns a string from outside that is safe to store and to show as one line, as `visibleText` describes, with at most
 * `longest` characters (code points). A longer text is cut between letters or emoji, and ends with an ellipsis.
 */
export function plainText(foreign: string, longest = LONGEST): string {
  if (foreign.length <= longest && PLAIN.test(foreign)) return foreign;
  const read = foreign.slice(0, longest * READ_FOR_EACH_KEPT);
  const isAll = read.length === foreign.length;
  const clean = visibleText(isAll ? read : read.replace(/[\ud800-\udbff]$/, ''));
  const characters = [...clean];
  return isAll && characters.length <= longest ? clean : `${cut(characters, longest - 1)}…`;
}

const INVISIBLE_START = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/u;

/** Returns the `plainText` of a name from outside; `placeholder` if the name is missing or invisible. */
export function nameOr(placeholder: string, foreign: string | null | undefined): string {
  if (!foreign) return placeholder;
  const name = plainText(foreign);
  // `plainText` leaves only an ellipsis if the name begins with thousands of invisible characters.
  return (name === '…' ? plainText(foreign.replace(INVISIBLE_START, '')) : name) || placeholder;
}

/** Returns the first entries that fit into `bytes` of UTF-8 JSON: characters of some languages take more bytes than others. */
export function withinBytes<T>(entries: readonly T[], bytes: number): T[] {
  let left = bytes;
  const end = entries.findIndex((entry) => {
    left -= Buffer.byteLength(JSON.stringify(entry)) + 1;
    return left < 0;
  });
  return end === -1 ? [...entries] : entries.slice(0, end);
}

/** Adds a full stop, unless the text already ends like a sentence. */
export function sentence(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}

/** Returns at most `most` characters (code points). Cuts between letters or emoji as people see them. */
function cut(characters: readonly string[], most: number): string {
  let kept = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter('en').segment(characters.slice(0, most + 32).join(''))) {
    length += [...segment].length;
    if (length > most) break;
    kept += segment;
  }
  return kept.trimEnd() || characters.slice(0, most).join('');
}
