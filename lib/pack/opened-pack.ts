import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Entry, openPromise } from 'yauzl';
import type { PackFiles } from './pack-files.ts';

/** Most bytes of one file of a pack. An answer of Graph has at most a few MB; more would be a bomb. */
const MOST_BYTES = 512 * 1024 * 1024;

/** A pack that is open, and has to be closed. */
export interface OpenedPack extends PackFiles {
  close: () => void;
}

/** Opens a pack: a folder or a ZIP. Rejects if it is neither. Both are read as they are, and nothing is unpacked. */
export async function openPack(path: string): Promise<OpenedPack> {
  return (await stat(path)).isDirectory() ? openFolder(path) : await openZip(path);
}

function openFolder(path: string): OpenedPack {
  return {
    from: 'pack',
    async names() {
      const found = await readdir(path, { recursive: true, withFileTypes: true });
      const files = found.filter((entry) => !entry.isDirectory());
      return files.map(({ parentPath, name }) =>
        join(parentPath, name).slice(join(path, sep).length).replaceAll(sep, '/'),
      );
    },
    read: (name) => readFile(join(path, name)),
    close() {},
  };
}

async function openZip(path: string): Promise<OpenedPack> {
  const zip = await openPromise(path, { strictFileNames: true, autoClose: false });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw new Error(`${entry.fileName} is in the ZIP twice`);
    entries.set(entry.fileName, entry);
  }
  return {
    from: 'pack',
    names: async () => [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`${name} is not in the ZIP`);
      if (entry.uncompressedSize > MOST_BYTES) throw new Error(`${name} is too large to be part of a pack`);
      return await buffer(await zip.openReadStreamPromise(entry));
    },
    close: () => zip.close(),
  };
}
