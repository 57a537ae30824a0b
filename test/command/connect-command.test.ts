import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { folder, run, runHere, start } from '../support/command.ts';

const { tenantId, clientId, clientSecret } = sandboxTenant('healthy', systemClock.now()).secret;
const secret = { tenantId, clientId, clientSecret };

/** Connects a sandbox tenant with a folder of its own, in this process by default; gives the result and what is stored. */
async function connect(
  sandbox: string,
  input: unknown,
  args: string[] = [],
  env: Record<string, string> = {},
  how: typeof run = runHere,
) {
  const base = mkdtempSync(join(folder, 'connect-'));
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const ran = await how(
    ['connect', '--sandbox', sandbox, ...args],
    { M365_EVIDENCE_DIR: base, ...env },
    text,
  );
  const file = join(base, 'connections/sandbox/default.json');
  expect(`${ran.out}${ran.err}`).not.toContain(secret.clientSecret);
  return { ...ran, base, file, stored: () => JSON.parse(readFileSync(file, 'utf8')) as unknown };
}

test('signs in, shows the check, and then stores the piped credentials for their owner only', async () => {
  const { status, out, file, stored, base } = await connect(
    'healthy',
    secret,
    ['--expires', '2099-05-31'],
    {},
    run,
  );
  expect(out).toMatch(/SecurityAlert\.Read\.All[\s\S]*granted[\s\S]*Stored in .*default\.json/);
  expect(out).toContain('\tMicrosoft Defender: without it always empty\t');
  expect(out).toMatch(/expires on 2099-05-31 \([\d,]+ days left\)/);
  expect(stored()).toEqual({ ...secret, clientSecretExpires: '2099-05-31' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(status).toBe(0);
  // From now on, check and sync use this tenant.
  const later = await runHere(['check', '--sandbox', 'healthy', '--json'], { M365_EVIDENCE_DIR: base });
  expect(JSON.parse(later.out)).toMatchObject({
    check: { connection: 'default', clientSecretExpires: '2099-05-31' },
  });
});

test('shows the check in boxes on a terminal', async () => {
  const { out } = await connect('healthy', secret);
  expect(out).toMatch(/Microsoft +│[\s\S]* without it +│/);
});

test('stores even if a permission is missing, and exits with 1', async () => {
  const { status, out, stored } = await connect('no-consent', secret, ['--json']);
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

test('can be rehearsed without credentials: signs in, checks, stores, and the command that it names syncs', async () => {
  const real = { AZURE_TENANT_ID: 'contoso.com', AZURE_CLIENT_ID: 'x', AZURE_CLIENT_SECRET: 'canary~real' };
  const { status, out, err, stored, base } = await connect('healthy', '', [], real);
  expect(err).toContain('Connecting default: sandbox tenant "healthy" (fictional, on this machine)');
  expect(out).toMatch(/SecurityAlert\.Read\.All[\s\S]*granted[\s\S]*Stored in .*connections\/sandbox/);
  expect(stored()).toMatchObject(secret);
  expect(`${out}${err}`).not.toContain('canary');
  expect(status).toBe(0);
  const [, next = ''] = /^Next: npx m365-evidence (.*)$/m.exec(out) ?? [];
  expect(next).toBe('sync default --sandbox healthy');
  const synced = await runHere([...next.split(' '), '--json'], { M365_EVIDENCE_DIR: base });
  expect(JSON.parse(synced.out)).toMatchObject({ run: { status: 'complete', sandbox: 'healthy' } });
});

test('can be rehearsed with a tenant that refuses: says why and stores nothing', async () => {
  const { status, err, base } = await connect('bad-secret', '');
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('AADSTS7000215') });
  expect(readdirSync(base)).toEqual([]);
});

test('stores nothing if the sign-in is rejected, and says why', async () => {
  const { status, err, base } = await connect('healthy', { ...secret, clientSecret: 'canary~wrong' });
  expect(err).toMatch(/AADSTS7000215[\s\S]*secret's value, not its id/);
  expect(err).not.toContain('canary');
  expect(readdirSync(base)).toEqual([]);
  expect(status).toBe(1);
});

test('stores and keeps its exit status even if the reader of its output goes away', async () => {
  const base = mkdtempSync(join(folder, 'unread-'));
  const child = start(['connect', '--sandbox', 'no-consent'], { M365_EVIDENCE_DIR: base });
  child.stdout.destroy();
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdin.end(JSON.stringify(secret));
  child.stderr.resume();
  expect(await ended).toBe(1);
  expect(readdirSync(join(base, 'connections/sandbox'))).toEqual(['default.json']);
});

test('stores nothing if it is interrupted while it checks', async () => {
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
  expect(err).toContain('Interrupted.');
  expect(readdirSync(base)).toEqual([]);
});
