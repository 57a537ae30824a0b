const { TestEnvironment } = require('jest-environment-node');

/**
 * Ends an idle worker at once. Jest waits 500 ms and then reports a leak, but Node alone takes longer to free the memory of
 * every module that the tests loaded.
 */
if (process.send) process.once('exit', (code) => process.reallyExit(code));

module.exports = TestEnvironment;
