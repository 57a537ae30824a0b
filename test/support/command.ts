import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';

export const ROOT = join(import.meta.dirname, '../..');

/** A folder for registers and secrets, of this test file alone. */
export const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the command line, with nothing of this process's environment but the path. */
export function start(args: readonly string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [join(ROOT, 'bin/m365-evidence.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, M365_EVIDENCE_DIR: folder, AWS_EC2_METADATA_DISABLED: 'true', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. `input` is what stands on its standard input. */
export async function run(args: readonly string[], env?: Record<string, string>, input = '') {
  const child = start(args, env);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, out, err };
}
