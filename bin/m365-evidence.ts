#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// In the project's own folder: whoever can write there can change the program anyway.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/m365-evidence'));
const { main } = await import('../lib/command/program.ts');

const brokenOff = new AbortController();
process.once('SIGINT', () => brokenOff.abort());
process.once('SIGTERM', () => brokenOff.abort());
// Whoever reads the output may stop reading, as `| head` does.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2), brokenOff.signal);
