import { visibleText } from '../domain/visible-text.ts';

/** Control and format characters, bidirectional ones included, and line separators. They are rare. */
const SUSPICIOUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Returns a value whose every text is safe to print on a terminal and in HTML, CSV and JSON: a sync stores no other texts,
 * but a person who can write to the table could. A text in which nothing is suspicious stays as it is.
 */
export function printable(value: unknown): unknown {
  if (typeof value === 'string') return SUSPICIOUS.test(value) ? visibleText(value) : value;
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [printable(name) as string, printable(field)]),
  );
}
