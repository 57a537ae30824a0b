import { describe, expect, test } from '@jest/globals';
import { localDataKeys } from '../../lib/deployment/on-laptop/local-data-keys.ts';
import { TokenSealBroken } from '../../lib/domain/errors.ts';
import { sealToken, unsealToken } from '../../lib/sign-in/token-seal.ts';

const keys = localDataKeys();
const context = { connection: 'default', tenant: 't1' };

test.each([1, 4_096, 4_097, 60_000])('seals and unseals a token of %i bytes', async (length) => {
  const token = 'x'.repeat(length);
  const seal = await sealToken(token, context, keys);
  expect(seal).not.toContain(token.slice(0, 40).padEnd(40, 'x'));
  expect(await unsealToken(seal, context, keys)).toBe(token);
});

describe('a seal cannot be opened', () => {
  test.each([
    ['for another connection', { connection: 'other', tenant: 't1' }],
    ['for another tenant', { connection: 'default', tenant: 't2' }],
  ])('%s', async (_, other) => {
    const seal = await sealToken('token', context, keys);
    await expect(unsealToken(seal, other, keys)).rejects.toBeInstanceOf(TokenSealBroken);
  });

  test('under another key', async () => {
    const seal = await sealToken('token', context, keys);
    await expect(unsealToken(seal, context, localDataKeys())).rejects.toBeInstanceOf(TokenSealBroken);
  });

  test.each(['', 'a', 'a.b.c', 'a.b'])('if it is %j', async (seal) => {
    await expect(unsealToken(seal, context, keys)).rejects.toBeInstanceOf(TokenSealBroken);
  });

  test('if one character was changed', async () => {
    const seal = await sealToken('token', context, keys);
    const changed = `${seal.slice(0, -1)}${seal.endsWith('A') ? 'B' : 'A'}`;
    const dotted = seal.replace(/\.(.)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`);
    await expect(unsealToken(changed, context, keys)).rejects.toBeInstanceOf(TokenSealBroken);
    await expect(unsealToken(dotted, context, keys)).rejects.toBeInstanceOf(TokenSealBroken);
  });
});

test('two seals of one token differ', async () => {
  expect(await sealToken('token', context, keys)).not.toBe(await sealToken('token', context, keys));
});
