import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { Evidence } from '../../lib/domain/evidence.ts';
import { SyncRun } from '../../lib/domain/sync-run.ts';
import { folder, ROOT, run, runHere, start } from '../support/command.ts';

let first: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  first = await run(['sync', '--json', '--sandbox', '--days', '2']);
});

test('--json prints only one document, after it recorded the history of --days', () => {
  const { status, out, err } = first;
  expect(status).toBe(0);
  const document = JSON.parse(out) as { run: unknown; evidence: unknown[]; checkpoint: unknown };
  expect(Object.keys(document)).toEqual(['run', 'evidence', 'checkpoint']);
  expect(document.checkpoint).toMatchObject({ size: 3, keyId: expect.stringMatching(/^[0-9a-f]{8}$/) });
  expect(SyncRun.parse(document.run).status).toBe('complete');
  expect(document.evidence.map((item) => Evidence.parse(item).collector)).toEqual(
    COLLECTORS.map(({ id }) => id),
  );
  expect(err).toMatch(/History: 2 of 2 days, up to \d{4}-\d\d-\d\d/);
  expect(err).not.toContain('\u001b');
});

test('a second sync adds to the register, and shows what changed since the first', async () => {
  const { status, out, err } = await runHere(['sync', '--sandbox', 'empty']);
  expect(err).toContain('Risky users: collected (1 page, 0 items');
  for (const change of [
    'Changed since the previous sync:',
    '  Secure Score: 62.4 % → none',
    '  Security alerts, unresolved: 11 → 0 alerts',
    '  Policy “Block legacy authentication” is gone; it was enabled',
  ])
    expect(out).toContain(change);
  expect(out).toMatch(/Sync complete: \d+ evidence items added to the register \(after the sync of 20/);
  expect(status).toBe(0);
});

test('a rejected sign-in exits with 1, and says what to do', async () => {
  const { status, out, err } = await runHere(['sync', '--sandbox', 'bad-secret']);
  expect(status).toBe(1);
  expect(err).toMatch(/rejected: .*AADSTS7000215.*What to do: .*value, not its id/);
  expect(out).toContain('Sign-in rejected (AADSTS7000215): The client secret is invalid.');
});

test('a folder that cannot hold the register is named', async () => {
  const { status, err } = await runHere(['sync', '--local'], {
    M365_EVIDENCE_DIR: join(ROOT, 'package.json'),
  });
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('M365_EVIDENCE_DIR') });
});

test('a register with damaged files stays unchanged, and the message says what to do', async () => {
  const damaged = mkdtempSync(join(folder, 'damaged-'));
  mkdirSync(join(damaged, 'sandbox'), { mode: 0o700 });
  writeFileSync(join(damaged, 'sandbox/CURRENT'), 'MANIFEST-none\n');
  for (const command of [
    ['runs', '--local'],
    ['sync', '--sandbox', 'healthy'],
  ]) {
    const { status, err } = await runHere(command, { M365_EVIDENCE_DIR: damaged });
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringContaining('files are damaged'),
    });
  }
  expect(readFileSync(join(damaged, 'sandbox/CURRENT'), 'utf8')).toBe('MANIFEST-none\n');
});

test('a register that another sync uses is rejected', async () => {
  const inUse = mkdtempSync(join(folder, 'in-use-'));
  mkdirSync(join(inUse, 'sandbox'), { mode: 0o700 });
  writeFileSync(join(inUse, 'sandbox/in-use-by'), String(process.ppid));
  const { status, err } = await runHere(['sync', '--sandbox'], { M365_EVIDENCE_DIR: inUse });
  expect({ status, err }).toEqual({
    status: 1,
    err: expect.stringContaining(`another process (${process.ppid})`),
  });
});

test('Ctrl-C ends it cleanly', async () => {
  const child = start(['sync', '--sandbox', 'outage']);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let err = '';
  let interrupted = false;
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (interrupted || !err.includes('running')) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  expect(await ended).toBe(130);
  expect(err).toContain('Interrupted. Nothing of this sync was recorded');
});
