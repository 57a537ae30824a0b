import { join } from 'node:path';
import { build } from 'esbuild';
import { AS_DEPLOYED } from '../../bin/bundle-functions.ts';

const PROJECT = join(import.meta.dirname, '../..');

/**
 * Bundles a file of the project with the settings of the deployed functions. Returns the path of the bundle. A process of
 * the benchmark also holds the sandbox, which the functions leave out.
 */
export async function bundle(entry: string, folder: string): Promise<string> {
  const outfile = join(folder, entry.replaceAll('/', '-').replace(/\.ts$/, '.mjs'));
  const external = entry.startsWith('lambdas/') ? AS_DEPLOYED.external : [];
  await build({ ...AS_DEPLOYED, external, entryPoints: [join(PROJECT, entry)], outfile });
  return outfile;
}
