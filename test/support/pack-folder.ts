import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SampleFiles } from './sample-pack.ts';

/** Writes the files of a pack into a folder. */
export function writePackFolder(folder: string, files: SampleFiles): string {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
