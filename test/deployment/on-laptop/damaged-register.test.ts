import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { DamagedRegister, localFaultOf } from '../../../lib/deployment/on-laptop/damaged-register.ts';
import { openLocalRegister } from '../../../lib/deployment/on-laptop/local-register.ts';
import { appendSync } from '../../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../../lib/register/register-reader.ts';
import { errorText } from '../../support/error-text.ts';
import { syncAt } from '../../support/register-entries.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-damaged-'));
afterAll(() => rmSync(base, { recursive: true }));

const { run, evidence } = syncAt('2026-11-23T06:00:00.000Z');

async function filled(name: string): Promise<string> {
  const folder = join(base, name);
  const register = await openLocalRegister(folder);
  await appendSync(register, run, evidence);
  await register.close();
  return folder;
}

test('a reopened register still has its items', async () => {
  const register = await openLocalRegister(await filled('whole'));
  expect(await new RegisterReader(register).run('default', run.id)).toEqual(run);
  await register.close();
});

test('refuses a register that has lost its items, instead of starting a new one', async () => {
  const folder = await filled('lost');
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.log')))
    writeFileSync(join(folder, name), 'x'.repeat(50_000));
  const error = await rejection(openLocalRegister(folder));
  expect(error).toBeInstanceOf(DamagedRegister);
  expect(errorText(error)).toMatch(/files are damaged.*Restore a copy/);
  // It is refused the next time too, after LevelDB has deleted the unreadable files.
  expect(await rejection(openLocalRegister(folder))).toBeInstanceOf(DamagedRegister);
});

test('leaves a register without its first files unchanged, so that they can be restored', async () => {
  const folder = await filled('without-current');
  const current = readFileSync(join(folder, 'CURRENT'));
  rmSync(join(folder, 'CURRENT'));
  const before = readdirSync(folder);
  expect(await rejection(openLocalRegister(folder))).toBeInstanceOf(DamagedRegister);
  expect(readdirSync(folder)).toEqual(before);
  writeFileSync(join(folder, 'CURRENT'), current);
  const register = await openLocalRegister(folder);
  expect(await new RegisterReader(register).run('default', run.id)).toEqual(run);
  await register.close();
});

test('treats a register as new if it was interrupted before the first write', async () => {
  const folder = mkdtempSync(join(base, 'begun-'));
  writeFileSync(join(folder, '000003.log'), '');
  await (await openLocalRegister(folder)).close();
});

test('reports a damaged register only if LevelDB cannot open its files', () => {
  for (const words of [
    'Database is closed',
    'Database is not open',
    'Corruption: not an sstable',
    'IO error: /x/5.ldb: Invalid',
  ]) {
    const error = new Error(words);
    expect(localFaultOf(error)).toMatchObject({ name: 'DamagedRegister', cause: error });
  }
  const other = new Error('x');
  expect(localFaultOf(other)).toBeUndefined();
});
