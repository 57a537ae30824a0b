import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import { Evidence } from '../../lambdas/domain/evidence.ts';
import { SyncRun } from '../../lambdas/domain/sync-run.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the command as npm does, with nothing of this process's environment but the path. */
function start(args: string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, ['bin/m365-evidence.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, M365_EVIDENCE_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(args: string[], env?: Record<string, string>) {
  const child = start(args, env);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, out, err };
}

test('--help says what there is: tenants, environment, register and exit statuses', async () => {
  const { status, out } = await run(['--help']);
  expect(status).toBe(0);
  for (const word of [
    '--sandbox',
    '--json',
    'no-p2',
    'many-alerts',
    'AZURE_CLIENT_SECRET',
    'M365_EVIDENCE_DIR',
    'wrong usage',
  ]) {
    expect(out).toContain(word);
  }
});

describe('wrong usage exits with 2, and says what to change:', () => {
  test.each<[string[], Record<string, string>, RegExp]>([
    [['--sandbx', 'no-p2'], {}, /unknown option '--sandbx'[\s\S]*Did you mean --sandbox/],
    [['--sandbox', 'no-p3'], {}, /no-p3[\s\S]*no-p2/],
    [['more'], {}, /too many arguments/],
    [['--connection', 'nobody'], {}, /no connection named nobody. It lists: default/],
    [[], { AZURE_TENANT_ID: 'a', AZURE_CLIENT_ID: 'b' }, /AZURE_CLIENT_SECRET is not/],
    [
      [],
      { AZURE_TENANT_ID: 'a', AZURE_CLIENT_ID: 'b', AZURE_CLIENT_SECRET: 'c' },
      /AZURE_TENANT_ID must be a GUID/,
    ],
  ])('%j %j', async (args, env, words) => {
    const { status, out, err } = await run(args, env);
    expect(err).toMatch(words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });
});

test('--json prints one document and nothing else, and a second sync adds to the register', async () => {
  const first = await run(['--json', '--sandbox', 'no-p2']);
  expect(first.status).toBe(0);
  const document = JSON.parse(first.out) as { run: unknown; evidence: unknown[] };
  expect(Object.keys(document)).toEqual(['run', 'evidence']);
  expect(SyncRun.parse(document.run).status).toBe('complete');
  const readable = COLLECTORS.filter(({ needs }) => needs.license === undefined);
  expect(document.evidence.map((item) => Evidence.parse(item).collector)).toEqual(
    readable.map(({ id }) => id),
  );
  expect(first.err).toContain('Risky users: skipped: the tenant has no licence for it.');
  expect(first.err).not.toContain('\u001b');

  const second = await run(['--sandbox', 'bad-secret']);
  expect(second.status).toBe(1);
  expect(second.err).toMatch(/rejected: .*AADSTS7000215.*What to do: .*value, not its id/);
  expect(second.out).toContain('Sign-in rejected (AADSTS7000215): The client secret is invalid.');
  expect(second.out).toContain(`after the sync of ${SyncRun.parse(document.run).startedAt}`);
});

test('a folder that cannot hold the register is named', async () => {
  const { status, err } = await run([], { M365_EVIDENCE_DIR: join(ROOT, 'package.json') });
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('M365_EVIDENCE_DIR') });
});

test('a register that another sync uses is left to it', async () => {
  const inUse = mkdtempSync(join(folder, 'in-use-'));
  mkdirSync(join(inUse, 'sandbox'));
  writeFileSync(join(inUse, 'sandbox/in-use-by'), String(process.pid));
  const { status, err } = await run([], { M365_EVIDENCE_DIR: inUse });
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(`process ${process.pid}`) });
});

test('Ctrl-C ends it cleanly', async () => {
  const child = start(['--sandbox', 'outage']);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let err = '';
  let interrupted = false;
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (interrupted || !err.includes('retrying')) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  expect(await ended).toBe(130);
  expect(err).toContain('Broken off. Nothing of this sync was recorded');
});
