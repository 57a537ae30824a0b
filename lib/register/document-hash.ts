import { createHash } from 'node:crypto';

/**
 * Returns the SHA-256 (hexadecimal) of a document's canonical JSON. Ignores the order of fields, because DynamoDB
 * returns a map's fields in any order, and leaves out undefined fields, as writing the document does.
 */
export function sha256Of(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/** Returns JSON as RFC 8785 defines it: no blanks, fields sorted by their UTF-16 code units. https://www.rfc-editor.org/rfc/rfc8785 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  // No two names are equal, so the order is total.
  const sorted = fields.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([name, field]) => `${canonicalJson(name)}:${canonicalJson(field)}`).join()}}`;
}
