import { mkdir, open } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { lastDayOf } from '../audit/period.ts';
import type { ReportData } from '../audit/report-data.ts';
import { UserError } from '../domain/user-error.ts';

/** Characters for names of connections: file systems allow 255 bytes for the complete name. */
const LONGEST_NAMES = 60;

/**
 * Returns the default name of a report's file, from its connections, the first and the last day of its period, and its
 * reader. `all` means that the user chose no connection.
 */
export function fileNameOf(
  { connections, period }: ReportData,
  { all, reader }: { all: boolean; reader?: string | undefined },
): string {
  const last = lastDayOf(period);
  const first = period.from?.slice(0, 10) ?? last;
  const names = all && connections.length > 1 ? 'all' : namesOf(connections);
  return `m365-evidence-${names}-${first}-to-${last}${reader ? `-for-${reader}` : ''}.html`;
}

function namesOf(connections: ReportData['connections']): string {
  const names = connections.map(({ name }) => name).join('-');
  return names.length <= LONGEST_NAMES ? names : `${connections.length}-connections`;
}

/** The report's file cannot be written. */
class ReportNotWritten extends UserError {
  override readonly name = 'ReportNotWritten';
}

/**
 * Writes a report and returns its path. Replaces a file only with `replace`; otherwise adds a number to the new name. Throws
 * ReportNotWritten if the file system refuses.
 */
export async function writeReport(
  html: string,
  name: string,
  { replace }: { replace: boolean },
): Promise<string> {
  const { dir, name: stem, ext } = parse(resolve(name));
  for (let copy = 1; ; copy++) {
    const file = resolve(dir, `${stem}${copy === 1 ? '' : `-${copy}`}${ext}`);
    try {
      await writePrivately(file, html, replace ? 'w' : 'wx');
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritten(file, error);
    }
  }
}

/** Makes the folder of several reports, which only its owner can open, unless it exists. Returns its path. */
export async function reportFolder(typed: string): Promise<string> {
  const folder = resolve(typed);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch (error) {
    throw notWritten(folder, error);
  }
}

/**
 * Writes a file that only its owner can read, because a report names policies and alerts. Takes others' rights to a replaced
 * file away.
 */
async function writePrivately(file: string, html: string, flag: 'w' | 'wx'): Promise<void> {
  await using handle = await open(file, flag, 0o600);
  // A device, such as /dev/null, stays as it is.
  if ((await handle.stat()).isFile()) await handle.chmod(0o600);
  await handle.writeFile(html);
}

function notWritten(file: string, cause: unknown): ReportNotWritten {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const because = (why: string, remedy: string) =>
    new ReportNotWritten(`The report cannot be written to ${file}: ${why}`, { remedy, cause });
  if (code === 'ENOENT')
    return because(`there is no folder ${dirname(file)}`, 'Make it, or name another file with --output.');
  if (code === 'EISDIR') return because('that is a folder', 'Name a file with --output.');
  if (code === 'EEXIST') return because('that is a file', 'Name a folder with --output.');
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return because('you may not write there', 'Name another file with --output.');
  return because(message, 'Name another file with --output.');
}
