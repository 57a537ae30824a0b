import { readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFault } from './local-fault.ts';

/** Another process has locked the register's folder. */
class RegisterInUse extends LocalFault {
  override readonly name = 'RegisterInUse';
}

/** Locks a register folder, because LevelDB allows one process. Returns a function that releases the lock. */
export async function lockRegister(folder: string): Promise<() => void> {
  const lock = join(folder, 'in-use-by');
  const take = () => writeFile(lock, String(process.pid), { flag: 'wx' });
  await take().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    const holder = holderOf(lock);
    if (isOthers(holder)) {
      throw new RegisterInUse(`The register in ${folder} is in use by another process (${holder})`, {
        remedy: `Wait until it ends, or set M365_EVIDENCE_DIR to another folder. If that process is not m365-evidence, delete ${lock}.`,
      });
    }
    await rm(lock, { force: true });
    await take().catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
      throw new RegisterInUse(
        `The register in ${folder} is in use by another process that has just started`,
        {
          remedy: 'Try again.',
        },
      );
    });
  });
  const release = () => {
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
  // An interrupted command ends without closing anything.
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

/** Returns the process id in the lock; NaN if it holds no number. */
function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8') || Number.NaN);
  } catch {
    return Number.NaN;
  }
}

/** Returns whether another process with this id is running. An interrupted write of the lock leaves no id. */
function isOthers(holder: number): boolean {
  if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid) return false;
  try {
    return process.kill(holder, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
