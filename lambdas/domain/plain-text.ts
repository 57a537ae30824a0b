const LONGEST = 256;
// Control and format characters (C0, C1, bidirectional overrides, zero-width), line and paragraph separators.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Makes a string from outside safe to store and show as one line of text: well-formed Unicode, without
 * control or invisible characters, at most `longest` characters (code points), an ellipsis where it was cut.
 */
export function plainText(foreign: string, longest = LONGEST): string {
  // A string this long is cut before it is cleaned, so that a hostile megabyte costs nothing.
  const clean = foreign
    .slice(0, longest * 8)
    .toWellFormed()
    .replace(UNPRINTABLE, ' ')
    .trim();
  const characters = [...clean];
  const whole = characters.length <= longest && foreign.length <= longest * 8;
  return whole ? clean : `${characters.slice(0, longest - 1).join('')}…`;
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

/** A text with a full stop behind it, where it does not end as a sentence does. */
export function sentence(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}
