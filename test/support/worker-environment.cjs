const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

/**
 * Ends an idle worker at once. Jest waits 500 ms and then reports a leak, but Node alone takes longer to free the memory of
 * every module that the tests loaded.
 */
if (process.send) process.once('exit', (code) => process.reallyExit(code));

/** Gives the tests the packages that a worker loads once for all suites; `shared-packages.cjs` lists them. */
module.exports = class extends TestEnvironment {
  constructor(...settings) {
    super(...settings);
    this.global.requireShared = createRequire(__filename);
  }
};
