import { printable } from '../register/printable.ts';

/** Characters that start a formula in spreadsheets, in each width that Unicode has. */
const FORMULA = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';
const CELL_START = new RegExp(`(^|[,;\\t|\\r\\n])(?=["'\\s]*${FORMULA})`, 'g');
const IN_JSON_STRING = new RegExp(`(?<=["',;|\\s])${FORMULA}`, 'g');

/**
 * Puts an apostrophe before what could start a formula, at the start of the text and after each character at which a
 * spreadsheet may split lines: those of many countries split at semicolons, and some programs ignore quotes.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function inert(text: string): string {
  return String(printable(text)).replace(CELL_START, "$1'");
}

/** Returns JSON in which the start of a formula in a string is escaped, so that the parsed value stays the same. */
export function inertJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(printable(value)).replace(/"(?:[^"\\]|\\.)*"/g, (string) =>
    string.replace(IN_JSON_STRING, escaped),
  );
}
