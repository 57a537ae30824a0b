import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from '@jest/globals';
import { compile } from '../../bin/build.ts';
import { bundledFunctions } from '../support/bundled-functions.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

export interface Manifest {
  version: string;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}
export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Builds and packs the package. Returns the path of the tarball. */
export async function packed(): Promise<string> {
  const staged = join(folder, 'staged');
  compile(join(staged, 'dist'), { types: false });
  cpSync(await bundledFunctions(), join(staged, 'dist/lambdas'), { recursive: true });
  // bin/ has sources too, which must stay out of the tarball.
  for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'bin', 'lib']) {
    cpSync(join(ROOT, file), join(staged, file), { recursive: true });
  }
  await run('npm', ['pack', '--ignore-scripts', '--offline', '--silent', '--pack-destination', folder], {
    cwd: staged,
  });
  return join(folder, `m365-evidence-${manifest.version}.tgz`);
}

/**
 * Installs the tarball into a new folder with links to packages of the checkout: its dependencies, and `others`. Without
 * a link, a package cannot be imported, as if it were not installed.
 */
export async function installed(
  tarball: string,
  name: string,
  others: readonly string[] = [],
): Promise<string> {
  const packages = join(folder, name, 'node_modules');
  mkdirSync(join(packages, 'm365-evidence'), { recursive: true });
  const unpack = ['-xzf', tarball, '--strip-components=1', '-C', join(packages, 'm365-evidence')];
  await run('tar', unpack);
  for (const dependency of [...Object.keys(manifest.dependencies), ...others]) {
    mkdirSync(dirname(join(packages, dependency)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', dependency), join(packages, dependency));
  }
  return join(folder, name);
}
