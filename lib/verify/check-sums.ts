import { sha256Of } from '../log/document.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';

const LINE = /^(?<sha256>[0-9a-f]{64}) {2}(?<file>[^\r\n\0]+)$/;

/**
 * Compares each file of a pack with its list of sums. It finds what the log does not cover, such as a changed
 * report. Documents, answers and entries are compared with the log as well, because anybody can write a list of sums.
 */
export async function checkSums(files: CheckedFiles, found: Findings): Promise<void> {
  if (files.from === 'register') return;
  const file = PACK_FILE.sums;
  const list = await files.read(file);
  if (!list) return found.add('missing', `The pack has no ${file}`, { file });
  const listed = sumsIn(list.toString('utf8'));
  if (!listed) return found.add('tampered', `${file} is ${whyUnreadable(list)}`, { file });
  for (const [name, sha256] of listed) {
    const actual = await files.sha256(name);
    if (actual === undefined)
      found.add('missing', `${name} is in ${file}, but not in the pack`, { file: name });
    else if (actual !== sha256) found.add('tampered', await differs(name, sha256, files), { file: name });
  }
  for (const name of files.names) {
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

function whyUnreadable(list: Buffer): string {
  const isOfWindows = sumsIn(withoutCarriageReturns(list).toString('utf8')) !== undefined;
  return isOfWindows
    ? 'a list of sums with the line ends of Windows: a program converted it'
    : 'not a list of sums, sorted by path';
}

async function differs(name: string, sha256: string, files: CheckedFiles): Promise<string> {
  const converted = withoutCarriageReturns((await files.read(name)) ?? Buffer.alloc(0));
  return sha256Of(converted) === sha256
    ? `${name} has the line ends of Windows: a program converted it`
    : `${name} does not have the SHA-256 that ${PACK_FILE.sums} gives it`;
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
