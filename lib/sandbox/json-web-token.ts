/** A JSON Web Token whose signature was not checked yet. https://www.rfc-editor.org/rfc/rfc7519 */
export interface JsonWebToken {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** The text that the signature covers. */
  signed: string;
  signature: Buffer;
}

/** Reads a token in compact form. Returns undefined if it has not three parts, or if they are not JSON objects. */
export function readToken(text: string): JsonWebToken | undefined {
  const [header, claims, signature, ...others] = text.split('.');
  if (!header || !claims || signature === undefined || others.length > 0) return undefined;
  try {
    return {
      header: objectIn(header),
      claims: objectIn(claims),
      signed: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

/** Returns a token in compact form. `sign` gets the text that the signature covers. */
export function writeToken(header: object, claims: object, sign: (signed: string) => Buffer): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign(signed).toString('base64url')}`;
}

function objectIn(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return value as Record<string, unknown>;
}
