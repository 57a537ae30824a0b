import { describe, expect, test } from '@jest/globals';
import { LicenseMissing } from '../../../lib/domain/errors.ts';
import { CredentialGuard, LEFT_OUT } from '../../../lib/http/credentials/credential-guard.ts';
import { ENCODINGS } from '../../support/encodings.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const SECRET = 'q3F8Q~7hXp.Zt_9vB<&2mLr%41Wc-u\\n5sK"e/j+';
const TOKEN = `eyJ0eXAiOiJKV1QifQ.${'aB3_x-Y7'.repeat(3)}.${Buffer.from('the signature of a token').toString('base64url')}`;
const guard = new CredentialGuard({ secrets: [SECRET], tokens: [TOKEN] });

describe('leaves out a text that repeats a credential', () => {
  test.each(Object.entries(ENCODINGS))('%s', (_, encode) => {
    expect(guard.clean(`You sent ${encode(SECRET)}, which is wrong.`)).toBe(LEFT_OUT);
    expect(guard.clean(encode(TOKEN))).toBe(LEFT_OUT);
  });

  test.each(Object.entries(ENCODINGS))('%s, only 12 characters of the secret', (_, encode) => {
    for (const start of [0, 1, 13, SECRET.length - 12])
      expect(guard.clean(`…${encode(SECRET.slice(start, start + 12))}…`)).toBe(LEFT_OUT);
  });

  test('24 consecutive characters of the token', () => {
    for (let start = 0; start + 24 <= TOKEN.length; start++)
      expect(guard.clean(`Bearer ${TOKEN.slice(start, start + 24)}`)).toBe(LEFT_OUT);
  });
});

test('keeps a text with 11 characters of the secret or 23 of the token', () => {
  const secret = SECRET.replaceAll('\\', '.');
  const exact = new CredentialGuard({ secrets: [secret], tokens: [TOKEN] });
  for (const text of [secret.slice(5, 16), TOKEN.slice(30, 53)]) expect(exact.clean(text)).toBe(text);
});

test.each([
  'Your tenant is not licensed for this feature.',
  'Die Richtlinie „Admins & Gäste“ (50 %) – 日本語 🛡️',
  '{"error":{"code":"Forbidden","message":"Missing application roles. API required roles: Policy.Read.All"}}',
  '4f5a0d2c9b1e4d7f8a6b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f',
  '%%% \\u \\u00 &#; &unknown; &#99999999; %zz',
  '',
])('keeps %j as it is', (text) => expect(guard.clean(text)).toBe(text));

test('finds a secret of backslashes and escapes literally and in JSON', () => {
  const odd = String.raw`\\a\u0041%41&lt;\n\\`;
  const guard = new CredentialGuard({ secrets: [odd] });
  for (const text of [odd, JSON.stringify(odd), JSON.stringify(JSON.stringify(odd)), encodeURIComponent(odd)])
    expect(guard.clean(text)).toBe(LEFT_OUT);
});

test('finds a complete short secret, and ignores a secret that could be a word', () => {
  const short = new CredentialGuard({ secrets: ['Summer26', 'the'] });
  expect(short.clean('You sent summer26.')).toBe(LEFT_OUT);
  expect(short.clean('the summer of 26')).toBe('the summer of 26');
});

test('cleans every string of a value, including the names of properties', () => {
  const value = { [TOKEN]: 1, list: [TOKEN, 'kept', null, { deep: TOKEN, none: undefined, flag: true }] };
  expect(guard.clean(value)).toEqual({
    [LEFT_OUT]: 1,
    list: [LEFT_OUT, 'kept', null, { deep: LEFT_OUT, flag: true }],
  });
});

test('an error keeps its name, remedy and clean details', async () => {
  const details = { remedy: 'Buy it.', code: 'Forbidden', requestId: TOKEN, cause: new Error(SECRET) };
  const error = await rejection<LicenseMissing>(
    guard.around(async () => Promise.reject(new LicenseMissing(`You sent ${SECRET}`, details))),
  );
  expect(error).toBeInstanceOf(LicenseMissing);
  expect(error.message).toContain('repeated a credential');
  expect(error.details).toEqual({ remedy: 'Buy it.', code: 'Forbidden', requestId: LEFT_OUT });
  expect(error.stack).not.toContain(SECRET);
});

test('throws an error without a credential unchanged', async () => {
  const error = new TypeError('x is not a function');
  expect(await rejection(guard.around(() => Promise.reject(error)))).toBe(error);
});

test('removes the message of an unexpected error that repeats a credential', async () => {
  const error = await rejection(guard.around(() => Promise.reject(new TypeError(`bad ${TOKEN}`))));
  expect(error.name).toBe('TypeError');
  expect(`${error.message} ${error.stack}`).not.toContain(TOKEN.slice(0, 24));
});

test.each(['\\', '%', '&#', '%25', 'a', SECRET.slice(0, 10), TOKEN.slice(0, 23)])(
  'searches a long text of %j in linear time',
  (part) => {
    const text = part.repeat(100_000 / part.length);
    expect(guard.clean(text) === text).toBe(true);
  },
);
