/** Blanks, line ends, byte order marks and other invisible characters at either end of a text. */
const AROUND = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu;
const QUOTED = /^(?:"(.*)"|'(.*)'|`(.*)`|[“”„](.*)[“”]|[‘’‚](.*)[‘’]|«(.*)»)$/s;

/** Returns a text from a clipboard or a shell without the blanks and the one pair of quotes around it. */
export function pasted(text: string): string {
  const bare = text.replace(AROUND, '');
  const inside = QUOTED.exec(bare)
    ?.slice(1)
    .find((group) => group !== undefined);
  return inside === undefined ? bare : inside.replace(AROUND, '');
}

/** Parses a pasted JSON text, with or without a byte order mark. Returns undefined if it is not a JSON object. */
export function pastedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(pasted(text));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
