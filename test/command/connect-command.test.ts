import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { sandboxTenant } from '../../lib/local/sandbox/variants.ts';
import { folder, run, start } from '../support/command.ts';

const { tenantId, clientId, clientSecret } = sandboxTenant('healthy', systemClock.now()).secret;
const secret = { tenantId, clientId, clientSecret };

/** Connects a sandbox tenant with a folder of its own; gives what came of it and what is stored. */
async function connect(
  sandbox: string,
  input: unknown,
  args: string[] = [],
  env: Record<string, string> = {},
) {
  const base = mkdtempSync(join(folder, 'connect-'));
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const ran = await run(
    ['connect', '--sandbox', sandbox, ...args],
    { M365_EVIDENCE_DIR: base, ...env },
    text,
  );
  const file = join(base, 'connections/sandbox/default.json');
  expect(`${ran.out}${ran.err}`).not.toContain(secret.clientSecret);
  return { ...ran, base, file, stored: () => JSON.parse(readFileSync(file, 'utf8')) as unknown };
}

test('signs in, shows the check, and then stores what was piped to it, for its owner only', async () => {
  const { status, out, file, stored, base } = await connect('healthy', secret, ['--expires', '2099-05-31']);
  expect(out).toMatch(/SecurityAlert\.Read\.All[\s\S]*granted[\s\S]*Stored in .*default\.json/);
  expect(out).toMatch(/Microsoft +│[\s\S]* without it +│/);
  expect(out).toMatch(/expires on 2099-05-31 \([\d,]+ days left\)/);
  expect(stored()).toEqual({ ...secret, clientSecretExpires: '2099-05-31' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(status).toBe(0);
  // From then on it is the tenant that is checked and synced.
  const later = await run(['check', '--sandbox', 'healthy', '--json'], { M365_EVIDENCE_DIR: base });
  expect(JSON.parse(later.out)).toMatchObject({
    check: { connection: 'default', clientSecretExpires: '2099-05-31' },
  });
});

test('takes the credentials of the environment; stores also where a permission is missing, and exits with 1', async () => {
  const env = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
  const { status, out, stored } = await connect('no-consent', '', ['--json'], env);
  expect(stored()).toEqual(secret);
  const document = JSON.parse(out) as { check: { sources: unknown[] } };
  expect(document.check.sources).toContainEqual(
    expect.objectContaining({ collector: 'risky-users', outcome: 'skipped', granted: false }),
  );
  expect(document.check.sources).toContainEqual(
    expect.objectContaining({ collector: 'secure-score', outcome: 'failed', granted: false }),
  );
  expect(status).toBe(1);
});

test('stores nothing where the sign-in is rejected, and says why', async () => {
  const { status, err, base } = await connect('healthy', { ...secret, clientSecret: 'canary~wrong' });
  expect(err).toMatch(/AADSTS7000215[\s\S]*secret's value, not its id/);
  expect(err).not.toContain('canary');
  expect(readdirSync(base)).toEqual([]);
  expect(status).toBe(1);
});

test('whose reader goes away stores all the same, and keeps its status', async () => {
  const base = mkdtempSync(join(folder, 'unread-'));
  const child = start(['connect', '--sandbox', 'no-consent'], { M365_EVIDENCE_DIR: base });
  child.stdout.destroy();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(JSON.stringify(secret));
  child.stderr.resume();
  expect(await ended).toBe(1);
  expect(readdirSync(join(base, 'connections/sandbox'))).toEqual(['default.json']);
});

test('that is broken off while it checks stores nothing', async () => {
  const base = mkdtempSync(join(folder, 'broken-off-'));
  const child = start(['connect', '--sandbox', 'healthy'], { M365_EVIDENCE_DIR: base });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(JSON.stringify(secret));
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    if (!child.killed && err.includes('trying each source')) child.kill('SIGINT');
  });
  expect(await ended).toBe(130);
  expect(err).toContain('Broken off.');
  expect(readdirSync(base)).toEqual([]);
});
