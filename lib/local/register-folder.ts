import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedRegister } from './damaged-register.ts';
import { isThere, makePrivateFolder } from './private-folder.ts';
import { lockRegister } from './register-lock.ts';

/** The folder of a register, which is this process's until it releases it. */
export interface RegisterFolder {
  /** Whether a register was written there before. */
  hasData: boolean;
  /** Has the folder refused from now on, until a copy of its files is put back: opening it has changed what is left. */
  markDamaged(): Promise<void>;
  /** Deletes what LevelDB wrote: of a new register that could not be completed. */
  clear(): Promise<void>;
  release(): void;
}

/**
 * Takes a folder for a register, and makes it if it is missing. Throws a LocalFault if it cannot be used or is open to
 * other users, an Error if it is in use, and DamagedRegister before LevelDB would start a new register in it and delete
 * the files that it does not know.
 */
export async function takeFolder(folder: string): Promise<RegisterFolder> {
  await makePrivateFolder(folder);
  const release = await lockRegister(folder);
  const mark = join(folder, 'damaged');
  const hasData = await holdsData(folder);
  if (isThere(mark) || (hasData && !isThere(join(folder, 'CURRENT')))) {
    release();
    throw new DamagedRegister();
  }
  return { hasData, release, markDamaged: () => writeFile(mark, ''), clear: () => clear(folder) };
}

/** Whether a folder is there in which a register was ever opened. */
export async function holdsRegister(folder: string): Promise<boolean> {
  return (
    isThere(folder) && (await readdir(folder)).some((name) => /\.(log|ldb)$|^(CURRENT|damaged)$/.test(name))
  );
}

/** Whether LevelDB has written anything there. */
async function holdsData(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.some((size) => size > 0);
}

async function clear(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$|^(CURRENT|MANIFEST-\d+)$/.test(name));
  await Promise.all(files.map((name) => rm(join(folder, name), { force: true })));
}
