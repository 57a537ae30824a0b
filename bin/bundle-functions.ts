import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Format } from 'esbuild';
import { BUNDLING, CREDENTIALS, LAMBDAS } from '../lib/infrastructure/bundling.ts';

/**
 * Bundles each Lambda function as a deployment does, into `<folder>/<handler>/index.mjs`. Bundles all at once, because
 * esbuild then parses what they share once.
 */
export async function bundleFunctions(folder: string): Promise<void> {
  const { format, target, mainFields, minify, banner, externalModules } = BUNDLING;
  const handlers = globSync('*.ts', { cwd: LAMBDAS }).map((file) => basename(file, '.ts'));
  await build({
    entryPoints: handlers.map((handler) => ({ in: join(LAMBDAS, `${handler}.ts`), out: `${handler}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: format as Format,
    target,
    mainFields,
    minify,
    external: externalModules,
    banner: { js: banner },
    alias: { [CREDENTIALS.package]: CREDENTIALS.replacement },
    logLevel: 'error',
  });
}
