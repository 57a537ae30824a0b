import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { isThere } from '../../lib/local/presence.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-presence-'));
afterAll(() => rmSync(base, { recursive: true }));

test('what is there is, and what is not there is not', () => {
  expect(isThere(base)).toBe(true);
  expect(isThere(join(base, 'nothing'))).toBe(false);
});

test('what nobody can tell of is an error that names it, never absent', () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  expect(() => isThere(join(file, 'sandbox'))).toThrow(`Nobody can tell whether ${file}/sandbox is there`);
});
