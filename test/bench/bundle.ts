import { join } from 'node:path';
import { build, type Format } from 'esbuild';
import { BUNDLING, CREDENTIALS } from '../../lib/infrastructure/bundling.ts';

const PROJECT = join(import.meta.dirname, '../..');

/**
 * Bundles a file of the project with the settings of the deployed functions. Returns the path of the bundle. A process of
 * the benchmark also holds the sandbox, which the functions leave out.
 */
export async function bundle(entry: string, folder: string): Promise<string> {
  const { format, target, mainFields, minify, banner, externalModules } = BUNDLING;
  const outfile = join(folder, entry.replaceAll('/', '-').replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(PROJECT, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: format as Format,
    target,
    mainFields,
    minify,
    external: entry.startsWith('lambdas/') ? externalModules : [],
    banner: { js: banner },
    alias: { [CREDENTIALS.package]: CREDENTIALS.replacement },
  });
  return outfile;
}
