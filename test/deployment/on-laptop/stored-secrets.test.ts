import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { StoredSecrets } from '../../../lib/deployment/on-laptop/stored-secrets.ts';

const base = mkdtempSync(join(tmpdir(), 'm365-evidence-secrets-'));
afterAll(() => rmSync(base, { recursive: true }));
const SECRET = { tenantId: 'example.com', clientId: 'c', clientSecret: 's' };
const modeOf = (path: string) => statSync(path).mode & 0o777;

test('returns a stored secret, from a file and folder that only their owner can read', async () => {
  const folder = join(base, 'new');
  const secrets = new StoredSecrets(folder);
  expect(await secrets.read('default')).toBeUndefined();
  const file = await secrets.store('default', SECRET);
  expect(JSON.parse((await secrets.read('default')) ?? '')).toEqual(SECRET);
  expect([modeOf(file), modeOf(folder)]).toEqual([0o600, 0o700]);
  expect([secrets.holdsAny(), new StoredSecrets(join(base, 'none')).holdsAny()]).toEqual([true, false]);
});

test('closes a folder and a file that others could read', async () => {
  const folder = join(base, 'open');
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(join(folder, 'default.json'), '{}', { mode: 0o644 });
  const file = await new StoredSecrets(folder).store('default', SECRET);
  expect([modeOf(file), modeOf(folder)]).toEqual([0o600, 0o700]);
});

test('leaves nothing behind if a secret cannot be stored', async () => {
  const folder = join(base, 'blocked');
  mkdirSync(join(folder, 'default.json'), { recursive: true });
  await expect(new StoredSecrets(folder).store('default', SECRET)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['default.json']);
});
