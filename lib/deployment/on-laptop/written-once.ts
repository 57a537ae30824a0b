import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Returns the text of a file that only this user may read. Makes the file with `make` if there is none. If two processes
 * make it at once, the first text stays.
 */
export async function writtenOnce(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, make(), { mode: 0o600, flag: 'wx', flush: true });
    // Links the complete file to its name, which fails if another process was faster.
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
  return await readFile(file, 'utf8');
}
