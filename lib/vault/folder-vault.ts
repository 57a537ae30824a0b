import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Vault } from './vault.ts';

/**
 * A vault in a folder: each file is written once, compressed, and read-only. A complete file gets its name at once, so
 * a crash leaves no half of one. The file's owner can still change it; verification shows that.
 */
export function folderVault(folder: string): Vault {
  const pathOf = (name: string) => join(folder, ...`${name}.gz`.split('/'));
  return {
    async put(name, content) {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const unfinished = `${path}.${randomUUID()}`;
      try {
        await writeThrough(unfinished, await promisify(gzip)(content));
        await link(unfinished, path);
      } catch (error) {
        // Node leaves the path out if the disk is full, but a person needs it.
        if (codeOf(error) !== 'EEXIST') throw Object.assign(error as Error, { path });
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async read(name) {
      try {
        return await promisify(gunzip)(await readFile(pathOf(name)));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

async function writeThrough(path: string, content: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o400);
  await file.writeFile(content);
  await file.sync();
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
