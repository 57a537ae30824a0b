import { join } from 'node:path';
import type { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

export const PROJECT = join(import.meta.dirname, '../..');
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
  // The collectors' parts of the sandbox, which no function loads.
  externalModules: ['*/sandbox.ts'],
  esbuildArgs: { [`--alias:${CREDENTIALS.package}`]: CREDENTIALS.replacement },
  // CommonJS modules inside MSAL call require.
  banner: "import{createRequire as c}from'node:module';const require=c(import.meta.url);",
};
