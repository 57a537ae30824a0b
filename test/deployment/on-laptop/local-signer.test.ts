import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { localSigner } from '../../../lib/deployment/on-laptop/local-signer.ts';
import { isSignedBy, publicKeyOf } from '../../../lib/log/signer.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => join(folder, 'signing-key.pem');

test('the signing key is made once, for this user only, and signs what its public key verifies', async () => {
  const key = publicKeyOf(await localSigner(file()).publicKey());
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(isSignedBy(key, 'text', await localSigner(file()).sign('text'))).toBe(true);
});

test('two processes that start at once sign with the same key', async () => {
  const keys = await Promise.all([1, 2, 3].map(() => localSigner(file()).publicKey()));
  expect(new Set(keys.map((key) => publicKeyOf(key).id)).size).toBe(1);
});

test('a damaged key is an error, and not replaced by a new one', async () => {
  writeFileSync(file(), 'no key');
  await expect(localSigner(file()).publicKey()).rejects.toThrow();
});
