#!/usr/bin/env node
// Starts the command line. Any Node from version 10 on can run this file, so that an old Node gets a sentence instead of a
// syntax error.
const { spawn } = require('child_process');
const { existsSync } = require('fs');
const { dirname, join } = require('path');
const { pathToFileURL } = require('url');

/** The first versions of Node whose HTTP agents can use a proxy. https://nodejs.org/api/http.html#built-in-proxy-support */
const NEEDED = 'Node 22.21 or later (of the 22 line), or 24.5 or later';

function isEnough([major, minor]) {
  return (major === 22 && minor >= 21) || (major === 24 && minor >= 5) || major > 24;
}

/** Returns the path of the Node that `npm ci` installs in a checkout. Undefined in an installed package. */
function ownNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return ['node-', 'node-bin-']
    .map((prefix) => join(__dirname, '../node_modules', `${prefix}${platform}-${process.arch}`, program))
    .find((path) => existsSync(path));
}

/** Runs the command line with another Node, and ends as it does. */
function runWith(node, entry) {
  const child = spawn(node, [entry].concat(process.argv.slice(2)), { stdio: 'inherit' });
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  // A terminal sends SIGINT to the child too, and a second SIGINT would end it at once.
  process.on('SIGINT', () => {});
  child.on('error', (error) => fail(`${node} cannot be run (${error.message}).`));
  child.on('exit', (code, signal) => {
    process.exitCode = code === null ? 1 : code;
    if (signal === null) return;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

const source = join(__dirname, 'm365-evidence.ts');
const entry = existsSync(source) ? source : join(dirname(__dirname), 'dist/bin/m365-evidence.js');
const own = ownNode();
if (isEnough(process.versions.node.split('.').map(Number))) {
  import(pathToFileURL(entry).href);
} else if (own) {
  runWith(own, entry);
} else {
  fail(`m365-evidence needs ${NEEDED}; this is Node ${process.versions.node}.`);
}
