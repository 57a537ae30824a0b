import { visibleText } from './visible-text.ts';

const LONGEST = 256;

/** Characters that are read for each that is kept, so that cleaning a hostile megabyte costs nothing. */
const READ_FOR_EACH_KEPT = 8;

/**
 * Makes a string from outside safe to store and show as one line of text, as `visibleText` describes, of at most
 * `longest` characters (code points). A longer text ends with an ellipsis, and no letter or emoji is cut in two.
 */
export function plainText(foreign: string, longest = LONGEST): string {
  const read = foreign.slice(0, longest * READ_FOR_EACH_KEPT);
  const isAll = read.length === foreign.length;
  const clean = visibleText(isAll ? read : read.replace(/[\ud800-\udbff]$/, ''));
  const characters = [...clean];
  return isAll && characters.length <= longest ? clean : `${cut(characters, longest - 1)}…`;
}

const INVISIBLE_START = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/u;

/** Returns a name from outside as `plainText` makes it; `placeholder` if it is missing, or if it cannot be seen. */
export function nameOr(placeholder: string, foreign: string | null | undefined): string {
  if (!foreign) return placeholder;
  const name = plainText(foreign);
  // Only an ellipsis is left if a name has thousands of invisible characters before the first visible one, if any.
  return (name === '…' ? plainText(foreign.replace(INVISIBLE_START, '')) : name) || placeholder;
}

/** The first of `entries` that fit into `bytes` of UTF-8 JSON, so that a list stays bounded in any language. */
export function withinBytes<T>(entries: readonly T[], bytes: number): T[] {
  let left = bytes;
  const end = entries.findIndex((entry) => {
    left -= Buffer.byteLength(JSON.stringify(entry)) + 1;
    return left < 0;
  });
  return end === -1 ? [...entries] : entries.slice(0, end);
}

/** The text with a full stop, unless it ends as a sentence does. */
export function sentence(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}

/** At most so many characters (code points), up to the end of a letter or emoji as people see it. */
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
