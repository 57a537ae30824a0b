import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { localSealing } from '../../../lib/deployment/on-laptop/local-sealing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a register’s id is random, made once, and in a file for this user only', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => localSealing(folder).registerId()));
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(statSync(join(folder, 'register-id')).mode & 0o777).toBe(0o600);
});

test('nothing is made before it is used', async () => {
  localSealing(folder);
  expect(readdirSync(folder)).toEqual([]);
});
