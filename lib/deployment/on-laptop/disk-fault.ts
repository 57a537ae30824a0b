import { LocalFault } from './local-fault.ts';

/** The disk, or the rights on it, do not allow what a command needs. Nothing is damaged. */
export class DiskFault extends LocalFault {
  override readonly name = 'DiskFault';
}

interface Kind {
  codes: readonly string[];
  /** The operating system's message in an error of LevelDB, which has no code. */
  words: RegExp;
  happened: (path: string) => string;
  remedy: string;
}

const ELSEWHERE = 'set M365_EVIDENCE_DIR to a folder on another disk';

const KINDS: readonly Kind[] = [
  {
    codes: ['ENOSPC'],
    words: /no space left on device|not enough space on the disk/i,
    happened: (path) => `The disk is full: ${path} cannot be written.`,
    remedy: `Everything that was recorded before is still there. Free some space, or ${ELSEWHERE}, and run the command again.`,
  },
  {
    codes: ['EDQUOT'],
    words: /quota exceeded/i,
    happened: (path) => `Your quota on the disk is used up: ${path} cannot be written.`,
    remedy: `Everything that was recorded before is still there. Free some space, or ${ELSEWHERE}, and run the command again.`,
  },
  {
    codes: ['EFBIG'],
    words: /file too large/i,
    happened: (path) => `The limit on the size of a file is reached: ${path} cannot grow.`,
    remedy: 'Raise the limit (ulimit -f), and run the command again.',
  },
  {
    codes: ['EROFS'],
    words: /read-only file system/i,
    happened: (path) =>
      `The disk is read-only: ${path} cannot be written. Reading a register writes to its folder, too.`,
    remedy: `Mount the disk for writing, or ${ELSEWHERE}.`,
  },
  {
    codes: ['EACCES', 'EPERM'],
    words: /permission denied|operation not permitted|access is denied/i,
    happened: (path) => `You may not use ${path}.`,
    remedy: 'Work as the user who owns it, or set M365_EVIDENCE_DIR to a folder of your own.',
  },
  {
    codes: ['EMFILE', 'ENFILE'],
    words: /too many open files/i,
    happened: (path) => `Too many files are open: ${path} cannot be opened.`,
    remedy: 'Raise the limit (ulimit -n), or end other programs, and run the command again.',
  },
  {
    codes: ['EIO'],
    words: /input\/output error/i,
    happened: (path) => `The disk reports an error: ${path} cannot be read or written.`,
    remedy: `Check the disk, and ${ELSEWHERE}.`,
  },
];

/** Returns the fault of the disk that an error, or its cause, reports; undefined for any other error. */
export function diskFaultOf(error: unknown): DiskFault | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof DiskFault) return at;
    const { code = '', path, message } = at as NodeJS.ErrnoException;
    const fromLevelDb = /^IO error: (.*): [^:]*$/.exec(message)?.[1];
    const kind = KINDS.find(
      ({ codes, words }) => codes.includes(code) || (fromLevelDb !== undefined && words.test(message)),
    );
    const place = path ?? fromLevelDb;
    if (kind && place !== undefined)
      return new DiskFault(kind.happened(place), { remedy: kind.remedy, cause: error });
  }
  return undefined;
}
