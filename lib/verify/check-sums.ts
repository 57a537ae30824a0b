import { sha256Of } from '../log/document.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import type { Findings } from './finding.ts';

const LINE = /^(?<sha256>[0-9a-f]{64}) {2}(?<file>[^\n\0]+)$/;

/**
 * Compares each file of a pack with its list of sums. It finds what the log does not cover, such as a changed
 * report. Documents, answers and entries are compared with the log as well, because anybody can write a list of sums.
 */
export async function checkSums(
  files: PackFiles,
  names: ReadonlySet<string>,
  found: Findings,
): Promise<void> {
  if (files.from === 'register') return;
  const file = PACK_FILE.sums;
  if (!names.has(file)) return found.add('missing', `The pack has no ${file}`, { file });
  const listed = sumsIn((await files.read(file)).toString('utf8'));
  if (!listed) return found.add('tampered', `${file} is not a list of sums, sorted by path`, { file });
  for (const [name, sha256] of listed) {
    if (!names.has(name)) found.add('missing', `${name} is in ${file}, but not in the pack`, { file: name });
    else if (sha256Of(await files.read(name)) !== sha256)
      found.add('tampered', `${name} does not have the SHA-256 that ${file} gives it`, { file: name });
  }
  for (const name of names) {
    if (name !== file && !listed.has(name))
      found.add('unlisted', `${name} is in the pack, but not in ${file}`, { file: name });
  }
}

/** Returns path to sum; undefined if the text is not exactly what a pack holds. */
function sumsIn(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const { sha256, file } = LINE.exec(line)?.groups ?? {};
    if (sha256 === undefined || file === undefined || sums.has(file)) return undefined;
    sums.set(file, sha256);
  }
  const paths = [...sums.keys()];
  const sorted = paths.every((path, nth) => nth === 0 || (paths[nth - 1] ?? '') < path);
  return text.endsWith('\n') && sorted ? sums : undefined;
}
