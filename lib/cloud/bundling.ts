import { join } from 'node:path';
import type { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

export const PROJECT = join(import.meta.dirname, '../..');
export const LAMBDAS = join(PROJECT, 'lambdas');

/**
 * V8's flags in every function. Left to itself, its young generation grows to 130 MB over a hundred pages, of
 * which next to nothing is in use.
 */
export const NODE_FLAGS = ['--max-semi-space-size=2'];

/** What stands in the bundles in place of the AWS SDK's credential chain. */
export const CREDENTIALS = {
  package: '@aws-sdk/credential-provider-node',
  replacement: join(LAMBDAS, 'runtime/lambda-credentials.ts'),
};

/** How the handlers are bundled; the benchmark measures bundles made with the same settings. */
export const BUNDLING = {
  format: 'esm' as OutputFormat,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  bundleAwsSDK: true,
  esbuildArgs: { [`--alias:${CREDENTIALS.package}`]: CREDENTIALS.replacement },
  // Some CommonJS inside MSAL still calls require.
  banner: "import{createRequire as c}from'node:module';const require=c(import.meta.url);",
};
