const { stripTypeScriptTypes } = require('node:module');

/** Removes the types as Node does when it runs the program, so that tests run the same code. Lines and columns stay. */
module.exports = { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
