import { visibleText } from '../domain/visible-text.ts';

/** Control and format characters (including bidirectional ones), line separators and lone surrogates. Few texts contain one. */
const SUSPICIOUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Makes all texts in a value safe to print on a terminal and in HTML, CSV and JSON. A sync stores only safe texts,
 * but a person who can write to the table could store others. A text without suspicious characters stays unchanged.
 */
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return SUSPICIOUS.test(value) ? visibleText(value) : value;
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [printable(name) as string, printable(field)]),
  );
}
