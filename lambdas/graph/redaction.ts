import type { HttpAnswer } from './http-transport.ts';

const PLACE = '[redacted]';

/**
 * The answer as if the token had never been in it, as it is or encoded for a URL. A service that says back what it
 * was sent would otherwise carry it, by headers, links or objects, into messages, logs and the register.
 */
export function withoutToken(answer: HttpAnswer, token: string): HttpAnswer {
  const forms = [...new Set([token, encodeURIComponent(token)])];
  const clean = (text: string) => forms.reduce((cleaner, form) => cleaner.replaceAll(form, PLACE), text);
  // A page may be megabytes: it is made text only where there is something to clean.
  return cleaned(
    answer,
    clean,
    forms.some((form) => answer.body.includes(form)),
  );
}

/**
 * The same of a client secret, whose characters may come back written otherwise: for a URL, as JSON or HTML escapes,
 * also more than once.
 */
export function withoutSecret(answer: HttpAnswer, secret: string): HttpAnswer {
  const characters = [...secret.replaceAll(/\\+/g, '\\')].map(inAnyWriting);
  const written = new RegExp(characters.join(''), 'gi');
  return cleaned(answer, (text) => text.replaceAll(written, PLACE), true);
}

function cleaned({ headers, body, ...answer }: HttpAnswer, clean: (text: string) => string, inBody: boolean) {
  return {
    ...answer,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value && clean(value)]),
    ),
    body: inBody ? Buffer.from(clean(body.toString('utf8'))) : body,
  };
}

/** An `&` that begins an HTML escape: itself, or escaped for JSON, a URL or HTML. */
const AMPERSAND = String.raw`(?:&|\\{1,4}u0026|%(?:25){0,3}26)(?:amp;|#0{0,6}38;|#x0{0,6}26;){0,3}`;
/** Any number of them: how many are itself and how many are escapes, nobody can tell. */
const BACKSLASHES = String.raw`(?:\\(?:u005c)?|%(?:25){0,3}5c|${AMPERSAND}(?:#0{0,6}92|#x0{0,6}5c);){1,64}`;
const NAMED: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/**
 * A pattern for a character: itself, `%2B`, `%252B`, `\u002b`, `\/`, `&#43;`, `&#x2b;`, `&amp;#43;`. Repetitions have an
 * end, as the text is foreign.
 */
function inAnyWriting(character: string): string {
  if (character === '\\') return BACKSLASHES;
  const inUrl = [...Buffer.from(character)].map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join('');
  const itself = String.raw`\\{0,4}${RegExp.escape(character)}`;
  const inJson = character.split('').map((unit) => String.raw`\\{1,4}u${hex(unit.charCodeAt(0), 4)}`);
  const point = character.codePointAt(0) ?? 0;
  const name = NAMED[character];
  const inHtml = [`#0{0,6}${point}`, `#x0{0,6}${hex(point, 1)}`, ...(name ? [name] : [])].join('|');
  return `(?:${itself}|${inUrl}|${inJson.join('')}|${AMPERSAND}(?:${inHtml});)`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
