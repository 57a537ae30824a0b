/** RFC 9110 has three forms; the last of them, of C's asctime, names no time zone and means UTC. */
const WITH_ZONE =
  /^[a-z]{3,9}, \d{1,2}[ -][a-z]{3}[ -](\d{2}|\d{4}) \d{1,2}:\d{2}:\d{2} (GMT|UTC|Z|[+-]\d{4})$/i;
const ASCTIME = /^[a-z]{3} [a-z]{3} +\d{1,2} \d{1,2}:\d{2}:\d{2} \d{4}$/i;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/**
 * Milliseconds since 1970 of a date in an HTTP header; undefined if it is not one. `Date.parse` alone takes almost any
 * text for some date. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function httpDate(header: string | undefined): number | undefined {
  const text = header?.trim() ?? '';
  const dated = ASCTIME.test(text) ? `${text} GMT` : text;
  if (dated === text && !WITH_ZONE.test(text) && !ISO.test(text)) return undefined;
  const date = Date.parse(dated);
  return Number.isNaN(date) ? undefined : date;
}

/** The dates and other values that a header lists, also if it came several times: a date holds a comma itself. */
export function listed(header: string | undefined): string[] {
  const comma = /,(?!\s*\d{1,2}[ -][a-z]{3}[ -])/i;
  return (header ?? '')
    .split(comma)
    .map((value) => value.trim())
    .filter(Boolean);
}
