import { writeFile } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { lastDayOf } from '../report/model/period.ts';
import type { ReportData } from '../report/model/report-data.ts';

/** What a report is called unless told: by the period that was chosen, else by the day on which it was written. */
export function fileNameOf({ period, writtenAt }: ReportData): string {
  const { chosen, from, to } = period;
  const first = chosen && from !== null ? `${from.slice(0, 10)}-to-` : to < writtenAt ? 'to-' : '';
  return `m365-evidence-${first}${lastDayOf(period)}.html`;
}

/** Writes a report and gives its path. One that is there already is replaced only where that is wanted; else it gets a number. */
export async function writeReport(
  html: string,
  name: string,
  { replace }: { replace: boolean },
): Promise<string> {
  const { dir, name: stem, ext } = parse(resolve(name));
  for (let copy = 1; ; copy++) {
    const file = resolve(dir, `${stem}${copy === 1 ? '' : `-${copy}`}${ext}`);
    try {
      await writeFile(file, html, { flag: replace ? 'w' : 'wx' });
      return file;
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST')
        throw new Error(`The report cannot be written to ${file}: ${why(code, file) ?? message}`);
    }
  }
}

function why(code: string, file: string): string | undefined {
  if (code === 'ENOENT')
    return `there is no folder ${dirname(file)}. Make it, or name another file with --output.`;
  if (code === 'EISDIR') return 'that is a folder. Name a file with --output.';
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return 'it may not be written to. Name another file with --output.';
  return undefined;
}
