import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, VERSION } from './project.ts';

/** Returns the product's name and version, and the commit of a checkout: `m365-evidence 0.2.0 (3f6c8a1e9d02)`. */
export function softwareName(): string {
  return ['m365-evidence', VERSION, ...commit()].join(' ');
}

/** Returns the commit in parentheses, from Git's files, because a process takes longer than all of sealing; nothing if unknown. */
function commit(): string[] {
  try {
    const head = gitFile('HEAD').trim();
    const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
    const hash = ref === undefined ? head : hashOf(ref);
    return /^[0-9a-f]{40}/.test(hash) ? [`(${hash.slice(0, 12)})`] : [];
  } catch {
    return [];
  }
}

/** Returns the hash of a branch. Git moves branches into one file from time to time. */
function hashOf(ref: string): string {
  try {
    return gitFile(ref).trim();
  } catch {
    const lines = gitFile('packed-refs').split('\n');
    return lines.find((line) => line.endsWith(` ${ref}`)) ?? '';
  }
}

function gitFile(path: string): string {
  return readFileSync(join(PROJECT, '.git', path), 'utf8');
}
