import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from '@jest/globals';
import { canonicalJson, sha256Of } from '../../lib/register/document-hash.ts';

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

test('an item has the same hash before writing and after reading', () => {
  const written = {
    facts: { zero: -0, tiny: 1e-7, large: 9007199254740991, score: 62.42, gone: undefined, none: null },
    list: [{ b: 1, a: [true, ''] }],
    name: 'ad\u202emin 👩‍👩‍👧 é e\u0301',
  };
  const stored = unmarshall(marshall(written, { removeUndefinedValues: true }));
  expect(sha256Of(Object.fromEntries(Object.entries(stored).toReversed()))).toBe(sha256Of(written));
  expect(sha256Of({ ...written, name: 'admin' })).not.toBe(sha256Of(written));
});
