import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * Returns a document as canonical JSON (RFC 8785): no blanks, fields in the order of their UTF-16 code units. Leaves out
 * undefined fields. Replaces half a surrogate pair, which UTF-8 cannot hold, by U+FFFD. Throws if a number is not finite.
 * Source: https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(document: object): string {
  const text = canonicalize(wellFormed(document));
  if (text === undefined) throw new Error('The document is not JSON');
  return text;
}

/** Returns the document in a text; undefined if the text is not the canonical JSON of an object or array. */
export function documentIn(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null) return undefined;
    return isCanonical(text, document) ? document : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Compares a text with its canonical form. JSON.stringify writes that form if all fields are sorted, and is many times
 * faster; it differs in fields with the name of an integer, which it moves, and in half a surrogate pair, which it escapes.
 */
function isCanonical(text: string, document: object): boolean {
  if (JSON.stringify(document) === text && !text.includes('\\ud')) return isSorted(document);
  return canonicalJson(document) === text;
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = '';
  for (const name of Object.keys(value)) {
    if (name < last || !isSorted((value as Record<string, unknown>)[name])) return false;
    last = name;
  }
  return true;
}

/** Returns the SHA-256 (lower-case hexadecimal) of bytes, or of a text in UTF-8. */
export function sha256Of(content: string | Uint8Array): string {
  return hash('sha256', content);
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name.toWellFormed(), wellFormed(field)]),
  );
}
