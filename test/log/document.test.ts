import { expect, test } from '@jest/globals';
import { canonicalJson, documentIn, sha256Of } from '../../lib/log/document.ts';

test('writes canonical JSON: the example of RFC 8785, section 3.2.2', () => {
  const example = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(example)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('sorts fields by their UTF-16 code units, and numbers as text', () => {
  expect(canonicalJson({ '\ufb33': 1, '😀': 2, '10': 3, '9': 4, é: 5 })).toBe(
    '{"10":3,"9":4,"é":5,"😀":2,"\ufb33":1}',
  );
});

test('a document has the same hash before writing and after reading', () => {
  const written = {
    facts: { zero: -0, tiny: 1e-7, large: 1e21, huge: 2 ** 64, gone: undefined, none: null },
    list: [{ b: 1, a: [true, ''] }],
    name: 'ad\u202emin 👩‍👩‍👧 é e\u0301',
    ['__proto__']: { own: 1 },
  };
  const text = canonicalJson(written);
  const reread = documentIn(text) ?? {};
  expect(sha256Of(canonicalJson(Object.fromEntries(Object.entries(reread).toReversed())))).toBe(
    sha256Of(text),
  );
  expect(sha256Of(canonicalJson({ ...written, name: 'admin' }))).not.toBe(sha256Of(text));
});

test('replaces half a surrogate pair before the document is hashed', () => {
  expect(canonicalJson({ name: 'half \ud83d', 'key \udc00': [] })).toBe(
    '{"key \ufffd":[],"name":"half \ufffd"}',
  );
});

test.each([
  '{"10":1,"9":2,"a":{"02":0,"1":[]}}',
  String.raw`{"path":"C:\\\\udir"}`,
  '[]',
  '{"":0,"a":[{"b":1,"c":2}]}',
])('reads the document in the canonical text %s', (text) => {
  const document = documentIn(text) ?? {};
  expect(canonicalJson(document)).toBe(text);
});

test.each<[string, string]>([
  ['is no JSON', '{"a":1'],
  ['is no object or array', '"text"'],
  ['has blanks', '{"a": 1}'],
  ['has fields in another order', '{"b":1,"a":2}'],
  ['has a field of a list in another order', '{"a":[{"c":1,"b":2}]}'],
  ['has the names of integers in their own order', '{"9":1,"10":2}'],
  ['names a field twice', '{"a":1,"a":2}'],
  ['writes a number in another way', '{"a":1.0}'],
  ['writes a number that JavaScript rounds', '{"a":12345678901234567890}'],
  ['writes a negative zero', '{"a":-0}'],
  ['writes a letter as an escape', String.raw`{"a":"\u0041"}`],
  ['has half a surrogate pair', String.raw`{"a":"\ud83d"}`],
])('reads no document from a text that %s', (_, text) => {
  expect(documentIn(text)).toBeUndefined();
});
