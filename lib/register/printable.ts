import { visibleText } from '../domain/visible-text.ts';

/** Control and format characters (including bidirectional ones), line separators and lone surrogates. Few texts contain one. */
const SUSPICIOUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Finds a suspicious character in JSON, as it is or as an escape. */
const SUSPICIOUS_JSON = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\\[^"\\]/u;

/** Returns a document with printable texts. Looks into `json`, its text, first: most documents stay as they are. */
export function printableDocument<Document>(document: Document, json: string): Document {
  return SUSPICIOUS_JSON.test(json) ? (printable(document) as Document) : document;
}

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
