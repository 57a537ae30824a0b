const { TestEnvironment } = require('jest-environment-node');
const { modules } = require('./shared-modules.ts');

/**
 * Ends a worker as soon as Jest stops listening to it. Jest waits 500 ms and then reports a leak, but a process that ends by
 * itself takes longer to free the memory of every module that the tests loaded.
 */
if (process.send) {
  process.on('removeListener', (event) => {
    if (event === 'message') process.exit();
  });
}

/** The built-in classes of errors, and the parser that throws them. */
const ERRORS = Object.getOwnPropertyNames(globalThis).filter((name) => /Error$|^JSON$/.test(name));

/**
 * Gives the tests the modules that a worker loads once for all suites (`shared-modules.ts`), and the process and the errors
 * that these modules see. After a suite, the process is as it was before.
 */
module.exports = class extends TestEnvironment {
  constructor(...settings) {
    super(...settings);
    const { env, exit } = process;
    this.before = { env, exit, variables: { ...env } };
    Object.assign(this.global, { process, sharedModules: modules });
    for (const name of ERRORS) this.global[name] = globalThis[name];
  }

  async teardown() {
    const { env, exit, variables } = this.before;
    Object.assign(process, { env, exit });
    for (const name of Object.keys(env)) delete env[name];
    Object.assign(env, variables);
    await super.teardown();
  }
};
