import { expect, test } from '@jest/globals';
import { withoutSecret, withoutToken } from '../../lambdas/graph/redaction.ts';

const SECRET = 'Q~a+b/c8&"é𝄞';
const answer = (text: string) => ({
  status: 400,
  headers: { echo: text, none: undefined },
  body: Buffer.from(text),
});
const escaped = (text: string) =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

test.each([
  ['as it is', SECRET],
  ['in another case', SECRET.toUpperCase()],
  ['for a URL', encodeURIComponent(SECRET)],
  ['for a URL in small letters', encodeURIComponent(SECRET).toLowerCase()],
  ['for a form', new URLSearchParams({ secret: SECRET }).toString().slice('secret='.length)],
  ['for a URL twice', encodeURIComponent(encodeURIComponent(SECRET))],
  ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
  ['as JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
  ['as JSON of escapes only', escaped(SECRET)],
  ['as JSON with its slash escaped', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/')],
  ['as HTML', [...SECRET].map((character) => `&#${character.codePointAt(0)};`).join('')],
  ['as HTML by names', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['as HTML twice', [...SECRET].map((character) => `&amp;#${character.codePointAt(0)};`).join('')],
  ['as HTML in JSON', [...SECRET].map((character) => `\\u0026#${character.codePointAt(0)};`).join('')],
  [
    'as HTML in hexadecimal',
    [...SECRET].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  ],
])('a secret that comes back %s is in no header and no body', (_, written) => {
  const { headers, body } = withoutSecret(answer(`you sent ${written}, which is wrong`), SECRET);
  expect(headers).toEqual({ echo: 'you sent [redacted], which is wrong', none: undefined });
  expect(body.toString()).toBe('you sent [redacted], which is wrong');
});

test.each([String.raw`a\b`, String.raw`a\\\b`, '\\'.repeat(20), `${'\\'.repeat(12)}b`])(
  'a secret with backslashes (%s) is found as it is, as JSON and for a URL, and looked for in its own time',
  (secret) => {
    for (const written of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
      expect(withoutSecret(answer(`you sent ${written}.`), secret).body.toString()).toBe(
        'you sent [redacted].',
      );
    const hostile = `${'\\'.repeat(100_000)}`;
    withoutSecret(answer(hostile), secret);
  },
);

test('a text of nothing but escapes is looked through in its own time', () => {
  const text = '\\'.repeat(1_000_000);
  expect(withoutSecret(answer(text), SECRET).body.toString()).toBe(text);
});

test('a token that comes back, as it is or for a URL, is in no header and no body; a body without it is left as it is', () => {
  const token = 'abc+/=';
  const { headers, body } = withoutToken(answer(`${token} ${encodeURIComponent(token)}`), token);
  expect({ echo: headers.echo, body: body.toString() }).toEqual({
    echo: '[redacted] [redacted]',
    body: '[redacted] [redacted]',
  });
  const other = answer('nothing of it');
  expect(withoutToken(other, token).body).toBe(other.body);
});
