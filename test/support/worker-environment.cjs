const { TestEnvironment } = require('jest-environment-node');

/**
 * Ends a worker at once when it has nothing more to do. Jest waits 500 ms for it and then reports a leak; Node frees the
 * memory of every module that the tests loaded before it ends, which alone takes longer.
 */
if (process.send) process.once('exit', (code) => process.reallyExit(code));

module.exports = TestEnvironment;
