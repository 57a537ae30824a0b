import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { localVault } from '../../../lib/deployment/on-laptop/local-vault.ts';
import { outcomesOf, syncSandbox } from '../../support/local-sync.ts';
import { MemoryVault } from '../../support/memory-log.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('is a folder for this user only among the files of the register', async () => {
  await localVault(folder).put('answers/one/0001.json', Buffer.from('{}'));
  expect(statSync(join(folder, 'vault')).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(folder, 'vault', 'answers', 'one'))).toEqual(['0001.json.gz']);
  expect(String(await localVault(folder).read('answers/one/0001.json'))).toBe('{}');
});

test('refuses a folder that others can open', async () => {
  const open = join(folder, 'open');
  mkdirSync(join(open, 'vault'), { recursive: true });
  chmodSync(join(open, 'vault'), 0o755);
  const error = await rejection(localVault(open).put('answers/one/0001.json', Buffer.from('{}')));
  expect(error.name).toBe('FolderRefused');
});

/** A vault that fails for one collector's answers. */
function failingOn(word: string, error: Error): MemoryVault {
  const vault = new MemoryVault();
  const put = vault.put.bind(vault);
  vault.put = (name, content) =>
    Buffer.from(content).includes(word) ? Promise.reject(error) : put(name, content);
  return vault;
}

test('a vault that refuses an answer fails that collector, and nothing is recorded for it', async () => {
  const vault = failingOn('currentScore', new Error('refused'));
  const { run, evidence } = await syncSandbox('healthy', { vault });
  expect(run?.status).toBe('incomplete');
  expect(outcomesOf(run)).toMatchObject({
    'secure-score': 'failed AnswerNotKept',
    'security-alerts': 'collected',
  });
  expect(evidence.map(({ collector }) => collector)).not.toContain('secure-score');
  expect(evidence.every(({ provenance }) => provenance.answersKept)).toBe(true);
});

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
  path: '/full/vault/answers/0001.json.gz',
});

test('a full disk ends the sync as a fault of the disk', async () => {
  const error = await rejection(syncSandbox('healthy', { vault: failingOn('currentScore', full) }));
  expect(error).toMatchObject({
    name: 'DiskFault',
    message: 'The disk is full: /full/vault/answers/0001.json.gz cannot be written.',
  });
});

test('a full disk also ends the requests of the other collectors', async () => {
  const [asked, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { put, read } = failingOn('currentScore', full);
  const failing = syncSandbox('healthy', {
    vault: { read, put: (name, content) => asked.promise.then(() => put(name, content)) },
    interfere({ url }) {
      if (!url.pathname.endsWith('/alerts_v2')) return undefined;
      asked.resolve();
      return 'hang';
    },
    onMeasured({ collector }) {
      if (collector === 'security-alerts') ended.resolve();
    },
  });
  expect((await rejection(failing)).name).toBe('DiskFault');
  // Without an end, the request would wait for its answer until it times out.
  await ended.promise;
}, 10_000);
