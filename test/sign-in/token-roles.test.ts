import { expect, test } from '@jest/globals';
import { permissionHint } from '../../lib/sign-in/token-roles.ts';

const token = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const NEEDED = ['A.Read.All', 'B.Read.All'];

test('lists granted, missing and excessive permissions, those that write first', () => {
  const roles = ['A.Read.All', 'C.Read.All', 'D.ReadWrite.All'];
  expect(permissionHint(token({ roles }), NEEDED)).toEqual({
    granted: ['A.Read.All'],
    missing: ['B.Read.All'],
    excessive: ['D.ReadWrite.All', 'C.Read.All'],
  });
});

test('a permission to write grants the permission to read, and is excessive', () => {
  expect(permissionHint(token({ roles: ['A.Read.All', 'B.ReadWrite.All'] }), NEEDED)).toEqual({
    granted: NEEDED,
    missing: [],
    excessive: ['B.ReadWrite.All'],
  });
});

test('treats a token without roles as a token without consent', () => {
  expect(permissionHint(token({}), NEEDED)).toEqual({ granted: [], missing: NEEDED, excessive: [] });
});

test.each(['opaque', 'a.b.c', token({ roles: 'A.Read.All' })])(
  'returns null for the token %s',
  (unreadable) => {
    expect(permissionHint(unreadable, NEEDED)).toBeNull();
  },
);

test('ignores claims that do not look like a permission', () => {
  expect(permissionHint(token({ roles: ['<b>', 'x'.repeat(200)] }), NEEDED)?.excessive).toEqual([]);
});
