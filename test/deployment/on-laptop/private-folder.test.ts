import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openLocalRegister } from '../../../lib/deployment/on-laptop/local-register.ts';
import { makePrivateFolder, pathExists } from '../../../lib/deployment/on-laptop/private-folder.ts';
import { registersFolder } from '../../../lib/deployment/on-laptop/registers-folder.ts';
import { runHere } from '../../support/command.ts';
import { errorText } from '../../support/error-text.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-folder-'));
afterAll(() => rmSync(base, { recursive: true }));
const modeOf = (path: string) => statSync(path).mode & 0o777;
const isRoot = process.geteuid?.() === 0;

describe('the folder of a register', () => {
  test('is made for its owner only, with its parents', async () => {
    await makePrivateFolder(join(base, 'a/b/c'));
    expect(['a', 'a/b', 'a/b/c'].map((path) => modeOf(join(base, path)))).toEqual([0o700, 0o700, 0o700]);
  });

  test.each([0o750, 0o705, 0o711, 0o770, 0o777])(
    'is refused with mode %o, with the chmod that helps',
    async (mode) => {
      const folder = mkdtempSync(join(base, 'open-'));
      chmodSync(folder, mode);
      expect(errorText(await rejection(openLocalRegister(folder)))).toContain(`chmod 700 '${folder}'`);
      expect(modeOf(folder)).toBe(mode);
      const { status, err } = await runHere(['runs', '--sandbox', 'healthy'], { M365_EVIDENCE_DIR: folder });
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('Other users may open') });
    },
  );

  test('is refused if another user owns it, or owns a link to it', async () => {
    // Only root may give a folder away; to every other user the root folder is foreign.
    const foreign = isRoot ? mkdtempSync(join(base, 'foreign-')) : '/';
    if (isRoot) chownSync(foreign, 65_534, 65_534);
    await expect(makePrivateFolder(foreign)).rejects.toThrow('belongs to another user');
    const link = join(base, 'link');
    symlinkSync(mkdtempSync(join(base, 'own-')), link);
    await makePrivateFolder(link);
    if (!isRoot) return;
    lchownSync(link, 65_534, 65_534);
    await expect(makePrivateFolder(link)).rejects.toThrow('belongs to another user');
  });

  test('is refused if it is a file, lies below a file, or is a broken link', async () => {
    const file = join(base, 'file');
    writeFileSync(file, '');
    await expect(makePrivateFolder(file)).rejects.toThrow('is not a folder');
    expect(errorText(await rejection(makePrivateFolder(join(file, 'x'))))).toMatch(
      /cannot be used .*M365_EVIDENCE_DIR/,
    );
    const dangling = join(base, 'dangling');
    symlinkSync(join(base, 'nothing'), dangling);
    await expect(makePrivateFolder(dangling)).rejects.toThrow('cannot be used');
  });
});

test.each(['/proc/x', '/proc/x/', '/proc/self/fd/x/y'])(
  'M365_EVIDENCE_DIR=%s ends with a message',
  async (dir) => {
    const { status, err } = await runHere(['sync', '--sandbox', 'healthy'], { M365_EVIDENCE_DIR: dir });
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(/cannot be used .*M365_EVIDENCE_DIR/),
    });
  },
);

test('knows which paths exist, and throws if it cannot know', () => {
  expect(pathExists(base)).toBe(true);
  expect(pathExists(join(base, 'nothing'))).toBe(false);
  const file = join(base, 'plain');
  writeFileSync(file, '');
  expect(() => pathExists(join(file, 'sandbox'))).toThrow(`${file}/sandbox cannot be used (ENOTDIR`);
});

test('M365_EVIDENCE_DIR may be relative, blank, with a slash at its end, or begin with ~', () => {
  const of = (M365_EVIDENCE_DIR?: string) => registersFolder({ M365_EVIDENCE_DIR });
  const project = join(import.meta.dirname, '../../../.m365-evidence');
  expect([of(), of(''), of('  ')]).toEqual([project, project, project]);
  expect(of('evidence/')).toBe(join(process.cwd(), 'evidence'));
  expect(of('~/evidence')).toBe(join(process.env.HOME ?? '', 'evidence'));
});
