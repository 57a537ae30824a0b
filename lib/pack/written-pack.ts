import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../log/document.ts';
import { type Manifest, PACK_FILE } from './pack-files.ts';
import { packReadme } from './pack-readme.ts';
import type { FileToWrite } from './write-zip.ts';

/** What a pack has in addition to the sealed files: made from them, for people and other programs. */
export interface PackViews {
  /** The HTML of the report. */
  report: () => Promise<string>;
  csv: () => Promise<string>;
  oscal: () => Promise<string>;
}

/**
 * Returns all files of a pack in the order in which they are written: first what a person opens, then what is sealed, and
 * last the list of sums, which is complete when all others were read.
 */
export function packFilesToWrite(
  manifest: Manifest,
  sealed: readonly FileToWrite[],
  views: PackViews,
): FileToWrite[] {
  const text = (name: string, content: () => string | Promise<string>): FileToWrite => ({
    name,
    read: async () => Buffer.from(await content()),
  });
  const sums = new Map<string, string>();
  const others = [
    text(PACK_FILE.readme, () => packReadme(manifest)),
    text(PACK_FILE.report, views.report),
    text(PACK_FILE.manifest, () => `${JSON.stringify(manifest, null, 2)}\n`),
    text(PACK_FILE.script, () => readFileSync(join(import.meta.dirname, 'written/verify.sh'), 'utf8')),
    ...sealed,
    text(PACK_FILE.csv, views.csv),
    text(PACK_FILE.oscal, views.oscal),
  ];
  return [...others.map((file) => summed(file, sums)), text(PACK_FILE.sums, () => linesOf(sums))];
}

function summed({ name, read }: FileToWrite, sums: Map<string, string>): FileToWrite {
  return {
    name,
    async read() {
      const content = await read();
      if (content) sums.set(name, sha256Of(content));
      return content;
    },
  };
}

/** Sorts by UTF-16 code units, as the names have only ASCII characters: the order of `LC_ALL=C sort`. */
function linesOf(sums: ReadonlyMap<string, string>): string {
  const names = [...sums.keys()].toSorted((one, other) => (one < other ? -1 : 1));
  return names.map((name) => `${sums.get(name)}  ${name}\n`).join('');
}
