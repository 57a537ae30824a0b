#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// In the project's own folder: whoever can write there can change the program anyway.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/m365-evidence'));
const { runProcess } = await import('../lib/command/command-process.ts');
await runProcess(process.argv.slice(2));
