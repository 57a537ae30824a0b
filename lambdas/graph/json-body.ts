/**
 * The value of a JSON body in UTF-8, or in UTF-16 if its byte order mark says so. The mark itself is ignored. Throws a
 * SyntaxError if the body is not JSON. Source: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
 */
export function jsonIn(body: Buffer): unknown {
  return JSON.parse(textIn(body));
}

/** The text of a body, without its byte order mark. */
export function textIn(body: Buffer): string {
  const [first, second, third] = body;
  if (first === 0xef && second === 0xbb && third === 0xbf) return body.toString('utf8', 3);
  if (first === 0xff && second === 0xfe) return body.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(body);
  return body.toString('utf8');
}
