import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { given } from '../../lib/domain/given.ts';

const Thing = z.object({ id: z.string(), text: given(z.string()), share: given(z.number().check(z.gte(0))) });

test.each([
  [{}],
  [{ text: null, share: null }],
  [{ text: 7, share: '7' }],
  [{ text: ['a'], share: -1 }],
  [{ text: {}, share: 'NaN' }],
])('treats the optional fields of %j as missing', (fields) => {
  const { id, text, share } = Thing.parse({ id: 'a', ...fields });
  expect({ id, text, share }).toEqual({ id: 'a', text: undefined, share: undefined });
});

test('keeps fields that fit the schema', () => {
  expect(Thing.parse({ id: 'a', text: '', share: 0 })).toEqual({ id: 'a', text: '', share: 0 });
  expect(Thing.safeParse({ text: 'a' }).success).toBe(false);
});
