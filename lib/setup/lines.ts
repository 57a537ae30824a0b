/** A value that a script knows only when it runs: the tenant's id, the app's client id, or the path of a new PEM file. */
export interface Variable {
  variable: 'tenant' | 'app' | 'file';
}

export const TENANT: Variable = { variable: 'tenant' };
export const APP: Variable = { variable: 'app' };
export const FILE: Variable = { variable: 'file' };

/** A line that a script prints: literal text, and values of the script. */
export type Line = readonly (string | Variable)[];

/** Returns the line of a template. */
export function line(texts: TemplateStringsArray, ...values: (string | Variable)[]): Line {
  const parts: (string | Variable)[] = [];
  for (const part of texts.flatMap((text, index) => [text, values[index] ?? ''])) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return parts;
}
