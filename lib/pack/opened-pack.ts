import { readdir, stat } from 'node:fs/promises';
import { WrongUsage } from '../domain/user-error.ts';
import { folderFiles } from './folder-files.ts';
import { PACK_FILE, type PackFiles } from './pack-files.ts';
import { zipFiles } from './zip-files.ts';

/** A pack that is open, and has to be closed. */
interface OpenedPack extends PackFiles {
  close: () => Promise<void>;
}

/** Files that macOS and Windows add to folders and ZIPs. They are no part of a pack. */
const OF_THE_DESKTOP = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Opens a pack: a folder or a ZIP, which is read as it is, and not unpacked. The pack may lie in one folder inside it, as
 * when a person has zipped the folder. Throws WrongUsage if there is no pack, and PackDamaged if a ZIP cannot be read.
 */
export async function openPack(path: string): Promise<OpenedPack> {
  const isFolder = await isFolderAt(path);
  const { names, read, close } = isFolder ? folderFiles(path) : await zipFiles(path);
  const all = (await names()).filter((name) => !OF_THE_DESKTOP.test(name));
  const prefix = commonFolder(all);
  const own = all.map((name) => name.slice(prefix.length));
  if (!own.some(isOfPack)) {
    await close();
    throw new WrongUsage(`${path} is not a pack: it has neither a log nor a manifest`, {
      remedy: 'Name the folder or the ZIP that "m365-evidence pack" wrote.',
    });
  }
  return { from: 'pack', names: async () => own, read: (name) => read(`${prefix}${name}`), close };
}

async function isFolderAt(path: string): Promise<boolean> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    if (isFolder) await readdir(path);
    return isFolder;
  } catch (cause) {
    throw new WrongUsage(`${path} cannot be opened: ${(cause as NodeJS.ErrnoException).code}`, {
      remedy: 'Name the folder or the ZIP of a pack, and make sure that you may read it.',
      cause,
    });
  }
}

/** Returns the one folder that all files lie in, with its slash; empty if there is none, or if it is a pack's own. */
function commonFolder(names: readonly string[]): string {
  const folder = /^[^/]+\//.exec(names[0] ?? '')?.[0] ?? '';
  return !isOfPack(names[0] ?? '') && names.every((name) => name.startsWith(folder)) ? folder : '';
}

function isOfPack(name: string): boolean {
  const { manifest, sums, checkpoint } = PACK_FILE;
  return (
    [manifest, sums, checkpoint].includes(name as never) || /^(?:log|syncs|keys|annotations)\//.test(name)
  );
}
