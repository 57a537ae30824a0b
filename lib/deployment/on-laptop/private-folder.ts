import { type Stats, statSync } from 'node:fs';
import { access, constants, lstat, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFaultOf } from './disk-fault.ts';
import { LocalFault } from './local-fault.ts';

/** A folder for registers or credentials was refused: other users can reach it, or it cannot be used as a folder. */
export class FolderRefused extends LocalFault {
  override readonly name = 'FolderRefused';
}

const ANOTHER = 'set M365_EVIDENCE_DIR to a folder of your own.';

/**
 * Makes a folder and its missing parents for this user only (0700), or checks the existing folder. Throws FolderRefused
 * or DiskFault. Makes each folder by itself, because `mkdir` with `recursive` never ends below /proc.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let at = folder; !pathExists(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  for (const each of missing) {
    await mkdir(each, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw cannotBe(folder, error);
    });
  }
  await checkPrivateFolder(folder);
  await access(folder, constants.W_OK | constants.X_OK).catch((error) => {
    throw cannotBe(folder, error);
  });
}

/**
 * Throws FolderRefused if a folder belongs to another user, or others may read or write in it. Others may write in its
 * parents (/tmp): a folder that they put there belongs to them, so it is refused. Windows has no modes to check.
 */
export async function checkPrivateFolder(folder: string): Promise<void> {
  const [link, found] = await Promise.all([lstat(folder), stat(folder)]).catch((error) => {
    throw cannotBe(folder, error);
  });
  if (!found.isDirectory())
    throw new FolderRefused(`${folder} is not a folder`, { remedy: `Remove it, or ${ANOTHER}` });
  const user = process.geteuid?.();
  if (user === undefined) return;
  const isForeign = ({ uid }: Stats) => uid !== user;
  if (isForeign(found) || (link.isSymbolicLink() && isForeign(link) && link.uid !== 0)) {
    throw new FolderRefused(
      `The folder ${folder} belongs to another user, who could read and change its contents`,
      { remedy: `Work as that user, or ${ANOTHER}` },
    );
  }
  if ((found.mode & 0o077) !== 0) {
    throw new FolderRefused(
      `Other users may open the folder ${folder} (its mode is ${(found.mode & 0o777).toString(8)}), but evidence and credentials are only for you`,
      { remedy: `Check its contents, then run: chmod 700 '${folder}'. Or ${ANOTHER}` },
    );
  }
}

/** Returns whether a path exists. Throws if that is unknown: an unreadable folder is not a missing folder. */
export function pathExists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    throw cannotBe(path, error);
  }
}

function cannotBe(folder: string, error: unknown): LocalFault {
  const { message } = error as Error;
  return (
    diskFaultOf(error) ??
    new FolderRefused(`${folder} cannot be used (${message})`, {
      remedy: 'Set M365_EVIDENCE_DIR to a folder that you can write to.',
      cause: error,
    })
  );
}
