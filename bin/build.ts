import { execFileSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../lib/installation/project.ts';
import { bundleFunctions } from './bundle-functions.ts';

/** Compiles without types: no check, no declarations, no reading of packages. The JavaScript is the same. */
const JAVASCRIPT_ONLY = ['--noCheck', '--noResolve', '--declaration', 'false', '--types', ''];

/** Compiles the command line and the constructs, and copies the files that they read. Replaces the folder. */
export function compile(folder: string, { types }: { types: boolean }): void {
  rmSync(folder, { recursive: true, force: true });
  const tsc = join(PROJECT, 'node_modules/typescript/bin/tsc');
  const settings = ['-p', join(PROJECT, 'tsconfig.build.json'), '--outDir', folder];
  execFileSync(process.execPath, [tsc, ...settings, ...(types ? [] : JAVASCRIPT_ONLY)], { stdio: 'inherit' });
  for (const asset of globSync('lib/**/*.{css,json,sh}', { cwd: PROJECT })) {
    cpSync(join(PROJECT, asset), join(folder, asset));
  }
}

if (import.meta.main) {
  const dist = join(PROJECT, 'dist');
  compile(dist, { types: true });
  await bundleFunctions(join(dist, 'lambdas'));
}
