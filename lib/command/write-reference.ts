import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandReference } from './reference.ts';

// `npm run fix` runs this file.
writeFileSync(join(import.meta.dirname, 'README.md'), commandReference());
