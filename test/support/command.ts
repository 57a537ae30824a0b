import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, jest } from '@jest/globals';
import { main } from '../../lib/command/program.ts';
import { asTerminal } from './terminal.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** A folder for registers and secrets of this test file. */
export const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Only the PATH of this process's environment. */
const environment = (env: Record<string, string>) => ({
  PATH: process.env.PATH,
  M365_EVIDENCE_DIR: folder,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...env,
});

/** Starts the command line as a process. */
export function start(args: readonly string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, [join(ROOT, 'bin/m365-evidence.ts'), ...args], {
    cwd: folder,
    env: environment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command line as a process to its end, with `input` as its standard input. */
export async function run(args: readonly string[], env?: Record<string, string>, input = '') {
  const child = start(args, env);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, out, err };
}

/**
 * Runs the command line in this process, which takes a tenth of the time, with `input` as its standard input. Its
 * standard output is a terminal, or a pipe. Calls run one after another.
 */
export async function runHere(
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
  { terminal = true } = {},
) {
  const before = process.env;
  process.env = environment(env);
  const written = { out: '', err: '' };
  const taken = (stream: 'out' | 'err') => (chunk: unknown) => {
    written[stream] += String(chunk);
    return true;
  };
  const { stdin } = process;
  const giveBack = asTerminal(terminal);
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(taken('out'));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(taken('err'));
  try {
    const status = await main(args, new AbortController().signal);
    return { status, ...written };
  } finally {
    giveBack();
    out.mockRestore();
    err.mockRestore();
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
    process.env = before;
  }
}
