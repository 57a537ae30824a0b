import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Format } from 'esbuild';
import { BUNDLING, CREDENTIALS, LAMBDAS } from '../lib/infrastructure/bundling.ts';

const { format, target, mainFields, minify, banner, externalModules } = BUNDLING;
/** The settings of the deployed functions, in the words of esbuild. */
export const AS_DEPLOYED = {
  bundle: true,
  platform: 'node',
  format: format as Format,
  target,
  mainFields,
  minify,
  external: externalModules,
  banner: { js: banner },
  alias: { [CREDENTIALS.package]: CREDENTIALS.replacement },
} satisfies BuildOptions;

/**
 * Bundles each Lambda function as a deployment does, into `<folder>/<handler>/index.mjs`. Bundles all at once, because
 * esbuild then parses what they share once.
 */
export async function bundleFunctions(folder: string): Promise<void> {
  const handlers = globSync('*.ts', { cwd: LAMBDAS }).map((file) => basename(file, '.ts'));
  await build({
    entryPoints: handlers.map((handler) => ({ in: join(LAMBDAS, `${handler}.ts`), out: `${handler}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    ...AS_DEPLOYED,
    logLevel: 'error',
  });
}
