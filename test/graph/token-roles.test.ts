import { expect, test } from '@jest/globals';
import { permissionHint } from '../../lambdas/graph/token-roles.ts';

const token = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const NEEDED = ['A.Read.All', 'B.Read.All'];

test('tells what is granted, missing and too much, writing permissions first', () => {
  const roles = ['A.Read.All', 'C.Read.All', 'D.ReadWrite.All'];
  expect(permissionHint(token({ roles }), NEEDED)).toEqual({
    granted: ['A.Read.All'],
    missing: ['B.Read.All'],
    excessive: ['D.ReadWrite.All', 'C.Read.All'],
  });
});

test('a permission that writes is no missing one that reads, but more than needed', () => {
  expect(permissionHint(token({ roles: ['A.Read.All', 'B.ReadWrite.All'] }), NEEDED)).toEqual({
    granted: NEEDED,
    missing: [],
    excessive: ['B.ReadWrite.All'],
  });
});

test('takes a token without roles for one without consent', () => {
  expect(permissionHint(token({}), NEEDED)).toEqual({ granted: [], missing: NEEDED, excessive: [] });
});

test.each(['opaque', 'a.b.c', token({ roles: 'A.Read.All' })])(
  'says nothing of the token %s',
  (unreadable) => {
    expect(permissionHint(unreadable, NEEDED)).toBeNull();
  },
);

test('passes on no claim that does not look like a permission', () => {
  expect(permissionHint(token({ roles: ['<b>', 'x'.repeat(200)] }), NEEDED)?.excessive).toEqual([]);
});
