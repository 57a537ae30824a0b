import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedRegister } from './damaged-register.ts';
import { makePrivateFolder, pathExists } from './private-folder.ts';
import { lockRegister } from './register-lock.ts';

/** The folder of a register, locked by this process. */
interface RegisterFolder {
  /** Whether it holds data of an earlier process. */
  hasData: boolean;
  /**
   * Marks the folder as damaged, because opening it changed the remaining files. It is refused until a copy is
   * restored.
   */
  markDamaged(): Promise<void>;
  /** Deletes the files of LevelDB, after a new register could not be completed. */
  clear(): Promise<void>;
  release(): void;
}

/**
 * Locks a folder for a register, and makes it if it is missing. Throws a LocalFault if it is in use, open to other
 * users or unusable; DamagedRegister if files are missing, because LevelDB would start a new register and delete
 * unknown files.
 */
export async function lockRegisterFolder(folder: string): Promise<RegisterFolder> {
  await makePrivateFolder(folder);
  const release = await lockRegister(folder);
  const mark = join(folder, 'damaged');
  const hasData = await holdsData(folder);
  if (pathExists(mark) || (hasData && !pathExists(join(folder, 'CURRENT')))) {
    release();
    throw new DamagedRegister();
  }
  return { hasData, release, markDamaged: () => writeFile(mark, ''), clear: () => clear(folder) };
}

/** Returns whether a register was ever opened in this folder. */
export async function holdsRegister(folder: string): Promise<boolean> {
  return (
    pathExists(folder) &&
    (await readdir(folder)).some((name) => /\.(log|ldb)$|^(CURRENT|damaged)$/.test(name))
  );
}

/** Returns whether LevelDB has written anything there. */
async function holdsData(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.some((size) => size > 0);
}

async function clear(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$|^(CURRENT|MANIFEST-\d+)$/.test(name));
  await Promise.all(files.map((name) => rm(join(folder, name), { force: true })));
}
