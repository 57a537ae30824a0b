import { access, constants, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedRegister } from './damaged-register.ts';
import { isThere } from './presence.ts';
import { lockRegister } from './register-lock.ts';

/** The folder of a register, which is this process's until it lets go. */
export interface RegisterFolder {
  /** Whether a register was written there before. */
  hasData: boolean;
  /** Has it refused from now on, until somebody puts a copy in its place: opening it has changed what is left. */
  markDamaged(): Promise<void>;
  release(): void;
}

/**
 * Takes a folder for a register, and makes it where there is none. Throws where it cannot be written to or is in use, and
 * DamagedRegister, before LevelDB would begin anew in it and delete what it does not know.
 */
export async function takeFolder(folder: string): Promise<RegisterFolder> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `The register cannot be kept in ${folder} (${message}). Let M365_EVIDENCE_DIR name a folder that can be written to.`,
    );
  }
  const release = await lockRegister(folder);
  const mark = join(folder, 'damaged');
  const hasData = await holdsData(folder);
  if (isThere(mark) || (hasData && !isThere(join(folder, 'CURRENT')))) {
    release();
    throw new DamagedRegister();
  }
  return { hasData, release, markDamaged: () => writeFile(mark, '') };
}

/** Whether LevelDB has written anything there. */
async function holdsData(folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => /\.(log|ldb)$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.some((size) => size > 0);
}
