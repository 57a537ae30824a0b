import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { lockRegister } from '../../../lib/deployment/on-laptop/register-lock.ts';
import { errorText } from '../../support/error-text.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-lock-'));
afterAll(() => rmSync(base, { recursive: true }));

function folderWith(holder: string | undefined): { folder: string; lock: string } {
  const folder = mkdtempSync(join(base, 'register-'));
  const lock = join(folder, 'in-use-by');
  if (holder !== undefined) writeFileSync(lock, holder);
  return { folder, lock };
}

test('refuses a register in use, and names the other process and its lock', async () => {
  const { folder, lock } = folderWith(String(process.ppid));
  const text = errorText(await rejection(lockRegister(folder)));
  expect(text).toContain(`another process (${process.ppid})`);
  expect(text).toContain(`delete ${lock}`);
});

test('does not delete a lock that another process has taken over', async () => {
  const { folder, lock } = folderWith(undefined);
  const release = await lockRegister(folder);
  writeFileSync(lock, String(process.ppid));
  release();
  expect(existsSync(lock)).toBe(true);
});

test.each([undefined, '', '0', '-1', 'no number', '4194304', String(process.pid)])(
  'ignores a lock that holds %j',
  async (holder) => {
    const { folder, lock } = folderWith(holder);
    const release = await lockRegister(folder);
    expect(existsSync(lock)).toBe(true);
    release();
    expect(existsSync(lock)).toBe(false);
  },
);
