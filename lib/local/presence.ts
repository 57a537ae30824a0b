import { statSync } from 'node:fs';

/** Whether something is at a path. Throws where nobody can tell: what cannot be read is not absent. */
export function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return false;
    throw new Error(
      `Nobody can tell whether ${path} is there (${message}). Work as the user whose it is, or let M365_EVIDENCE_DIR name another folder.`,
    );
  }
}
