import { readFileSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a register folder to one process at a time; LevelDB inside it takes no second. Gives what lets go of it. */
export async function lockRegister(folder: string): Promise<() => void> {
  const lock = join(folder, 'in-use-by');
  const take = () => writeFile(lock, String(process.pid), { flag: 'wx' });
  await take().catch(async () => {
    const holder = holderOf(lock);
    if (isOthers(holder)) {
      throw new Error(
        `The register in ${folder} is in use by another process (${holder}). Wait for its end, or let M365_EVIDENCE_DIR name another folder. If no such process is m365-evidence, delete ${lock}.`,
      );
    }
    await rm(lock, { force: true });
    await take().catch(() => {
      throw new Error(
        `The register in ${folder} is in use by another process that has just begun. Try again.`,
      );
    });
  });
  const letGo = () => {
    if (holderOf(lock) === process.pid) rmSync(lock, { force: true });
  };
  // A command that is broken off ends without closing anything.
  process.once('exit', letGo);
  return () => {
    process.off('exit', letGo);
    letGo();
  };
}

/** NaN where nobody holds it. */
function holderOf(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8') || Number.NaN);
  } catch {
    return Number.NaN;
  }
}

/** Whether a process of that number lives and is another than this one. What a broken-off write left is no number. */
function isOthers(holder: number): boolean {
  if (!Number.isInteger(holder) || holder <= 0 || holder === process.pid) return false;
  try {
    return process.kill(holder, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
