import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UserError } from '../domain/user-error.ts';
import { FileDamaged } from './pack-files.ts';

/** A file of a pack is there, but this machine does not give it to us. */
class FileRefused extends UserError {
  override readonly name = 'FileRefused';
}

/** Returns the files of a folder. Follows no link, so that a pack shows nothing but its own files. */
export function folderFiles(folder: string) {
  return {
    async names(): Promise<string[]> {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = found.filter((entry) => !entry.isDirectory());
      return files.map(({ parentPath, name }) =>
        join(parentPath, name).slice(join(folder, sep).length).replaceAll(sep, '/'),
      );
    },
    read: (name: string) => readRegularFile(join(folder, name)),
    async close() {},
  };
}

/** Opens without waiting: a named pipe has no end. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

async function readRegularFile(path: string): Promise<Buffer | undefined> {
  try {
    await using file = await open(path, FLAGS);
    if ((await file.stat()).isFile()) return await file.readFile();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code !== 'ELOOP' && code !== 'ENXIO')
      throw new FileRefused(`${path} cannot be read: ${code}`, {
        remedy: 'Make sure that you may read every file of the pack, and run the command again.',
        cause,
      });
  }
  throw new FileDamaged('is a link or a device, and not a file');
}
