import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../../bin/bundle-functions.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/m365-evidence');
/** The files that the bundles depend on. */
const SOURCES = ['{lib,lambdas}/**/*.ts', 'package-lock.json', 'bin/bundle-functions.ts'];

let bundled: Promise<string> | undefined;

/** Returns the folder of the functions' bundles. They are bundled once for all test files, and again when a source changes. */
export function bundledFunctions(): Promise<string> {
  // A test file reads the sources once, which takes 28 ms.
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(readFileSync(join(ROOT, file)));
  const folder = join(FOLDER, `functions-${hash.digest('hex').slice(0, 32)}`);
  if (existsSync(folder)) return folder;
  const written = `${folder}.${process.pid}`;
  await bundleFunctions(written);
  try {
    renameSync(written, folder);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(folder)) throw error;
    rmSync(written, { recursive: true });
  }
  return folder;
}
