import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Returns the first twelve digits of a checkout's commit; undefined if the folder is no checkout. Reads Git's files, because
 * a process takes longer than all of sealing.
 */
export function commitIn(project: string): string | undefined {
  try {
    const folder = gitFolderOf(project);
    const head = textOf(folder, 'HEAD');
    const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
    const hash = ref === undefined ? head : hashOf(sharedFolderOf(folder), ref);
    return /^[0-9a-f]{40}/.test(hash) ? hash.slice(0, 12) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the folder of a checkout's HEAD. In a linked worktree and in a submodule, `.git` is a file that names it. */
function gitFolderOf(project: string): string {
  const git = join(project, '.git');
  if (statSync(git).isDirectory()) return git;
  const [, folder = ''] = /^gitdir: (.+)$/.exec(textOf(project, '.git')) ?? [];
  return resolve(project, folder);
}

/** Returns the folder of the branches, which all worktrees of a repository share. */
function sharedFolderOf(folder: string): string {
  try {
    return resolve(folder, textOf(folder, 'commondir'));
  } catch {
    return folder;
  }
}

/** Returns the hash of a branch. Git moves branches into one file from time to time. */
function hashOf(folder: string, ref: string): string {
  try {
    return textOf(folder, ref);
  } catch {
    const lines = textOf(folder, 'packed-refs').split('\n');
    return lines.find((line) => line.endsWith(` ${ref}`)) ?? '';
  }
}

function textOf(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8').trim();
}
