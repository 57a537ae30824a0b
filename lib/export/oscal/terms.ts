import { v5 } from 'uuid';

/** The namespace of this product's UUIDs (version 5). Never changes, so that exports repeat byte for byte. */
export const NAMESPACE = '6a1c9c54-3c0e-4c0b-9a55-0d5e2f6f3b21';

/** The namespace of this product's properties. */
const NS = 'urn:m365-evidence:oscal';

/** Returns the UUID of what the parts name together. */
export function uuidOf(...parts: readonly string[]): string {
  return v5(JSON.stringify(parts), NAMESPACE);
}

/** Returns a property in this product's namespace. OSCAL allows no blank at an end of a value, and no empty one. */
export function prop(name: string, value: string): object {
  return { name, ns: NS, value: value.replace(/\s+/g, ' ').trim() || '-' };
}

/**
 * Returns a requirement's id as an OSCAL token, which begins with a letter or an underscore: `21.2.e` is `_21.2.e`. Other
 * characters that a token may not hold become underscores.
 * Source: https://pages.nist.gov/metaschema/specification/datatypes/#token
 */
export function controlId(id: string): string {
  const token = id.replace(/[^\p{L}\p{N}.\-_]/gu, '_');
  return /^[\p{L}_]/u.test(token) ? token : `_${token}`;
}
