/** Control information that a page is read by. A link that is overlooked makes a part look complete. */
const NEEDED = ['@odata.nextLink', '@odata.count'] as const;

/** Letter case apart, and without `odata.`, which OData 4.01 lets a service leave out. */
const plainName = (name: string) => name.toLowerCase().replace('odata.', '');

/**
 * Returns a JSON body whose control information has the names of OData 4.0, which Graph documents. Changes the body that
 * is given. Source: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html (4.5)
 */
export function controlsNamed(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const fields = body as Record<string, unknown>;
  for (const name of NEEDED) {
    if (fields[name] !== undefined && fields[name] !== null) continue;
    const written = Object.keys(fields).find(
      (key) => plainName(key) === plainName(name) && fields[key] !== null,
    );
    if (written !== undefined) fields[name] = fields[written];
  }
  return fields;
}
