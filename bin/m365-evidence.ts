import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { PROJECT } from '../lib/installation/project.ts';

// The cache is in the project's own folder: a person who can write there can also change the program itself.
enableCompileCache(join(PROJECT, 'node_modules/.cache/m365-evidence'));
const { runProcess } = await import('../lib/command/command-process.ts');
await runProcess(process.argv.slice(2));
