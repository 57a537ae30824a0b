/** Blanks, line ends, byte order marks and other invisible characters, at either end. */
const AROUND = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu;
const QUOTED = /^(?:"(.*)"|'(.*)'|`(.*)`|[“”„](.*)[“”]|[‘’‚](.*)[‘’]|«(.*)»)$/s;

/** A text that a person pasted or a shell passed on, without what surrounds it: blanks, and one pair of quotes. */
export function pasted(text: string): string {
  const bare = text.replace(AROUND, '');
  const inside = QUOTED.exec(bare)
    ?.slice(1)
    .find((group) => group !== undefined);
  return inside === undefined ? bare : inside.replace(AROUND, '');
}

/** The object of a pasted JSON text, with or without a byte order mark; undefined if it is not JSON, or not an object. */
export function pastedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(pasted(text));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
