const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Large packages that a worker loads once, with Node's own loader, instead of once for each of its suites. Only packages
 * that read neither `process.env` nor the classes of a test's own realm, such as its `Error`.
 */
const SHARED = /^(aws-cdk-lib(\/.+)?|constructs|cdk-nag|@azure\/msal-node|esbuild)$/;

const FOLDER = join(__dirname, '../../node_modules/.cache/m365-evidence/shared');

/** Resolves a shared package to a file that takes it from the worker. `worker-environment.cjs` defines `requireShared`. */
module.exports = (request, options) => {
  if (!SHARED.test(request) || request.endsWith('.json') || options.basedir.includes('node_modules'))
    return options.defaultResolver(request, options);
  const file = join(FOLDER, `${request.replaceAll('/', '+')}.cjs`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, `module.exports = requireShared(${JSON.stringify(request)});\n`);
  }
  return file;
};
