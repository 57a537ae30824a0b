import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { s3Put } from '../../lambdas/runtime/s3-put.ts';
import { openHttpTransport } from '../../lib/http/http-transport.ts';
import { folderVault } from '../../lib/vault/folder-vault.ts';
import { s3VaultReader } from '../../lib/vault/s3-vault.ts';
import { VAULT_NAME, type Vault } from '../../lib/vault/vault.ts';
import { startS3 } from '../support/s3-stand-in.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const BUCKET = 'vault';
let folder: string;
let s3: Awaited<ReturnType<typeof startS3>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
  s3 = await startS3(BUCKET);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await s3.close();
});

/** A vault as AWS has it: functions store, and commands read. */
function bucketVault(): Vault {
  const put = s3Put(s3.url, {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    openTransport: openHttpTransport,
    clock: new VirtualClock(),
    random: () => 0.5,
  });
  return { put, read: s3VaultReader(s3.client, BUCKET) };
}

const VAULTS: [string, () => Vault][] = [
  ['a folder', () => folderVault(folder)],
  ['a bucket', bucketVault],
];

describe.each(VAULTS)('a vault in %s', (_, open) => {
  test('returns what was stored, byte for byte', async () => {
    const content = Buffer.from([0, 255, 10, 13, 0xc3, 0x28]);
    await open().put('answers/one/0001.json', content);
    expect(await open().read('answers/one/0001.json')).toEqual(content);
  });

  test('keeps an empty answer', async () => {
    await open().put('answers/empty/0001.json', Buffer.of());
    expect(await open().read('answers/empty/0001.json')).toEqual(Buffer.of());
  });

  test('has nothing under a name that was never stored', async () =>
    expect(await open().read('answers/two/0001.json')).toBeUndefined());

  test('keeps the first content of a name', async () => {
    await open().put('log/default/000000000000.json', Buffer.from('first'));
    await open().put('log/default/000000000000.json', Buffer.from('second'));
    expect(String(await open().read('log/default/000000000000.json'))).toBe('first');
  });

  test('stores one of two contents that arrive at once, complete', async () => {
    const contents = ['a', 'b'].map((letter) => Buffer.alloc(100_000, letter));
    await Promise.all(contents.map((content) => open().put('log/default/000000000009.json', content)));
    const stored = await open().read('log/default/000000000009.json');
    expect(contents.some((content) => stored?.equals(content))).toBe(true);
  });
});

describe('a vault in a folder', () => {
  test('makes files that not even their owner may write, and leaves nothing else', async () => {
    await folderVault(folder).put('checkpoints/default/000000000001-00000000', Buffer.from('note'));
    const path = join(folder, 'checkpoints', 'default');
    const [name = ''] = readdirSync(path);
    expect(readdirSync(path)).toEqual(['000000000001-00000000.gz']);
    expect(statSync(join(path, name)).mode & 0o777).toBe(0o400);
  });

  test('rejects if a stored file is no gzip, because it was altered', async () => {
    await folderVault(folder).put('answers/altered/0001.json', Buffer.from('{}'));
    const path = join(folder, 'answers', 'altered', '0001.json.gz');
    expect(() => gunzipSync('{}')).toThrow();
    chmodSync(path, 0o600);
    writeFileSync(path, '{}');
    await expect(folderVault(folder).read('answers/altered/0001.json')).rejects.toThrow('incorrect header');
  });
});

test.each([[503], [403], [409]])('a bucket that answers %i rejects, and stores nothing', async (status) => {
  s3.refusals.push(status, status, status);
  await expect(bucketVault().put(`answers/refused/${status}.json`, Buffer.from('{}'))).rejects.toThrow();
  expect(s3.objects.has(`answers/refused/${status}.json`)).toBe(false);
  s3.refusals.length = 0;
});

test('names in the vault hold nothing that a file system refuses', () => {
  const names = [
    VAULT_NAME.answer('3f6c8a1e-0000-4000-8000-000000000000', 12),
    VAULT_NAME.entry('default', 411),
    VAULT_NAME.document('default', 411, 'secure-score'),
    VAULT_NAME.checkpoint('default', 412, 'note'),
  ];
  for (const name of names) expect(name).toMatch(/^[a-z0-9./-]+$/);
});
