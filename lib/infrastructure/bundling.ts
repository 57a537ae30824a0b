import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { INSTALLED, PROJECT } from '../installation/project.ts';

export const LAMBDAS = join(PROJECT, 'lambdas');

/**
 * V8's flags in every function. Without them, V8's young generation grows to 130 MB over a hundred pages, and almost
 * all of it is unused.
 */
export const NODE_FLAGS = ['--max-semi-space-size=2'];

/** The module that replaces the AWS SDK's credential chain in the bundles. */
export const CREDENTIALS = {
  package: '@aws-sdk/credential-provider-node',
  replacement: join(LAMBDAS, 'runtime/lambda-credentials.ts'),
};

/** The bundling settings of the handlers. The benchmark measures bundles with the same settings. */
export const BUNDLING = {
  format: 'esm' as OutputFormat,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  // The view and the sandbox of each collector, which no function loads. A name without a wildcard would be a file of the working folder.
  externalModules: ['./sandbox.t*', './view.t*'],
  esbuildArgs: { [`--alias:${CREDENTIALS.package}`]: CREDENTIALS.replacement },
  // CommonJS modules inside MSAL call require. A long name, because minifying gives short names to other imports.
  banner:
    "import{createRequire as createRequireOfBundle}from'node:module';const require=createRequireOfBundle(import.meta.url);",
};

/**
 * Returns where a function's code comes from. An installed package brings the bundles, so that apps which use it need no
 * esbuild. A checkout makes the bundle while it synthesizes.
 */
export function codeOf(handler: string): NodejsFunctionProps {
  if (INSTALLED) {
    return { code: Code.fromAsset(join(PROJECT, 'dist/lambdas', handler)), handler: 'index.handler' };
  }
  return {
    entry: join(LAMBDAS, `${handler}.ts`),
    // Absolute, so that the stack can be synthesized from any folder.
    projectRoot: PROJECT,
    depsLockFilePath: join(PROJECT, 'package-lock.json'),
    bundling: BUNDLING,
  };
}
