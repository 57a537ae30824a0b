import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a register folder to one process at a time; LevelDB inside it takes no second. Gives what lets go of it. */
export async function lockRegister(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'in-use-by');
  const take = () => writeFile(lock, String(process.pid), { flag: 'wx' });
  await take().catch(async () => {
    const holder = Number(await readFile(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new Error(
        `The register in ${folder} is in use by another sync (process ${holder}). Wait for its end, or let M365_EVIDENCE_DIR name another folder.`,
      );
    }
    await rm(lock);
    await take();
  });
  return () => rm(lock, { force: true });
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}
