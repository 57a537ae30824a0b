import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { commitIn } from '../../lib/installation/git-commit.ts';

const HASH = '3f6c8a1e9d02b4c5d6e7f8091a2b3c4d5e6f7081';
const root = mkdtempSync(join(tmpdir(), 'm365-evidence-git-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Makes a folder with these files, and returns its path. */
function folderWith(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(root, name);
}

const MAIN = { '.git/HEAD': 'ref: refs/heads/main\n' };

test.each<[string, Record<string, string>]>([
  ['of a branch', { ...MAIN, '.git/refs/heads/main': `${HASH}\n` }],
  [
    'of a branch in the file of all branches',
    { ...MAIN, '.git/packed-refs': `# pack-refs\n${HASH} refs/heads/main\n` },
  ],
  ['without a branch', { '.git/HEAD': `${HASH}\n` }],
  [
    'of a linked worktree',
    {
      '.git': 'gitdir: all/worktrees/one\n',
      'all/worktrees/one/HEAD': 'ref: refs/heads/one\n',
      'all/worktrees/one/commondir': '../..\n',
      'all/refs/heads/one': `${HASH}\n`,
    },
  ],
  ['of a submodule', { '.git': 'gitdir: modules/one\n', 'modules/one/HEAD': `${HASH}\n` }],
])('reads the commit of a checkout %s', (name, files) => {
  expect(commitIn(folderWith(name, files))).toBe('3f6c8a1e9d02');
});

test.each<[string, Record<string, string>]>([
  ['no checkout', { 'package.json': '{}' }],
  ['a branch without a commit', MAIN],
  ['a hash that is not one', { '.git/HEAD': 'main\n' }],
])('reads no commit from %s', (name, files) => {
  expect(commitIn(folderWith(name, files))).toBeUndefined();
});
