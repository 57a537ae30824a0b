/** RFC 9110 has three forms. The last one, of C's asctime, has no time zone and means UTC. */
const WITH_ZONE =
  /^[a-z]{3,9}, \d{1,2}[ -][a-z]{3}[ -](\d{2}|\d{4}) \d{1,2}:\d{2}:\d{2} (GMT|UTC|Z|[+-]\d{4})$/i;
const ASCTIME = /^[a-z]{3} [a-z]{3} +\d{1,2} \d{1,2}:\d{2}:\d{2} \d{4}$/i;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Returns a date of an HTTP header in milliseconds since 1970; undefined if it is not a date. `Date.parse` alone accepts
 * almost any text. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function httpDate(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  const dated = ASCTIME.test(text) ? `${text} GMT` : text;
  if (dated === text && !WITH_ZONE.test(text) && !ISO.test(text)) return undefined;
  const date = Date.parse(dated);
  return Number.isNaN(date) ? undefined : date;
}

/** Splits a header at the commas between its values, but not at the comma inside a date. */
export function listed(header: string | undefined): string[] {
  const comma = /,(?!\s*\d{1,2}[ -][a-z]{3}[ -])/i;
  return (header ?? '')
    .split(comma)
    .map((value) => value.trim())
    .filter(Boolean);
}
