import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { chooseTenant } from '../../lib/deployment/on-laptop/tenant-choice.ts';
import project from '../../package.json' with { type: 'json' };
import { folder, runHere } from '../support/command.ts';
import { errorText } from '../support/error-text.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

/** The arguments of the command that `npm start` runs. */
const START = project.scripts.start.split(' ').slice(2);
const ENV = {
  AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  AZURE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  AZURE_CLIENT_SECRET: 'canary~secret',
};

/** Returns a folder with registers of these kinds, each with one sync. */
async function registers(...kinds: ('tenant' | 'sandbox')[]): Promise<string> {
  const base = mkdtempSync(join(folder, 'which-'));
  for (const kind of kinds) {
    const register = await openLocalRegister(join(base, kind));
    const { run, evidence } = syncAt('2026-11-01T06:00:00.000Z');
    await recordSync(register, { run: { ...run, tenantId: kind }, evidence: evidence.slice(0, 1) });
    await register.close();
  }
  return base;
}

const inFolder = (base: string, args: readonly string[], env: Record<string, string> = {}) =>
  runHere(args, { M365_EVIDENCE_DIR: base, ...env });

function storeFor(base: string, connection: string): void {
  mkdirSync(join(base, 'connections/tenant'), { recursive: true, mode: 0o700 });
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret } = ENV;
  const secret = JSON.stringify({ tenantId, clientId, clientSecret });
  writeFileSync(join(base, `connections/tenant/${connection}.json`), secret, { mode: 0o600 });
}

/** The error of a command without credentials. */
const WHAT_TO_SET =
  /no credentials for the connection default\.[\s\S]*AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET[\s\S]*connect default --local[\s\S]*--sandbox/;

describe('without credentials and without --sandbox, no command uses the sandbox:', () => {
  test.each([[['sync', '--local']], [['check', '--local']], [['sync', 'default', '--local', '--json']]])(
    '%j exits with 2 and names what to set',
    async (args) => {
      const base = await registers();
      const { status, out, err } = await inFolder(base, args);
      expect({ status, out, err }).toEqual({ status: 2, out: '', err: expect.stringMatching(WHAT_TO_SET) });
      expect(readdirSync(base)).toEqual([]);
    },
  );

  test.each<[string, (base: string) => void, Record<string, string>]>([
    ['the environment was lost', () => {}, {}],
    [
      'the environment is blank',
      () => {},
      { AZURE_TENANT_ID: '', AZURE_CLIENT_ID: '', AZURE_CLIENT_SECRET: '' },
    ],
    ['there is no HOME, as in cron', () => {}, { HOME: '' }],
    ['only another connection has stored credentials', (base) => storeFor(base, 'plant'), {}],
  ])('npm start and sync exit with 2 and record nothing if %s', async (_, prepare, env) => {
    const base = await registers('tenant', 'sandbox');
    prepare(base);
    for (const args of [START, ['sync', '--local']]) {
      const { status, err } = await inFolder(base, args, env);
      expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(WHAT_TO_SET) });
      expect(err).toContain('A real tenant was synced or connected here before');
    }
    const { out } = await inFolder(base, ['runs', '--local', '--json']);
    expect((JSON.parse(out) as { runs: unknown[] }).runs).toHaveLength(1);
  });

  test('stored credentials count as a real tenant, even without a register', async () => {
    const base = await registers();
    storeFor(base, 'closed-branch');
    const { status, err } = await inFolder(base, START);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(WHAT_TO_SET) });
  });

  test('incomplete credentials are rejected with the name of the missing one', async () => {
    const { AZURE_CLIENT_SECRET: _, ...part } = ENV;
    const { status, err } = await inFolder(await registers(), START, part);
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringContaining('AZURE_CLIENT_SECRET is not'),
    });
  });
});

test('npm start syncs the sandbox in a folder that never held a real tenant, even if it has a place for one', async () => {
  const base = await registers();
  mkdirSync(join(base, 'tenant'), { mode: 0o700 });
  const { status, out } = await inFolder(base, [...START, '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ run: { status: 'complete', sandbox: 'healthy' } });
  expect(existsSync(join(base, 'sandbox/CURRENT'))).toBe(true);
});

describe('a command that reads the register uses', () => {
  const tenantsRead = async (
    base: string,
    args: string[] = ['--local'],
    env: Record<string, string> = {},
  ) => {
    const { status, out, err } = await inFolder(base, ['runs', '--json', '--allow-empty', ...args], env);
    expect(status).toBe(0);
    const { runs } = JSON.parse(out) as { runs: { tenantId: string }[] };
    return { read: runs.map(({ tenantId }) => tenantId), err };
  };

  test('the real register without credentials, and the sandbox’s only with --sandbox', async () => {
    const base = await registers('tenant', 'sandbox');
    expect(await tenantsRead(base)).toEqual({ read: ['tenant'], err: '' });
    expect(await tenantsRead(base, ['--sandbox'])).toEqual({ read: ['sandbox'], err: '' });
  });
  test('the sandbox’s register if there is no other, and says so on standard error', async () => {
    const base = await registers('sandbox');
    const { read, err } = await tenantsRead(base);
    expect(read).toEqual(['sandbox']);
    expect(err).toMatch(/Reading the register of the sandbox tenants, whose data is fictional: .*sandbox\n$/);
  });
  test('the real register, even if empty, with credentials in the environment, which may be wrong', async () => {
    const base = await registers('sandbox');
    expect((await tenantsRead(base, ['--local'], { ...ENV, AZURE_CLIENT_ID: 'x' })).read).toEqual([]);
  });
});

test.each([
  [
    'federated',
    /whose federated credential only its function can use.*Leave out --local.*connect plant --local/,
  ],
  [
    { secret: 'team/entra' },
    /whose secret is in Secrets Manager, which --local does not read.*Leave out --local/,
  ],
] as const)(
  'a connection whose app has the credential %j needs its own on this machine',
  async (credential, words) => {
    const base = await registers();
    const clientId = ENV.AZURE_CLIENT_ID;
    const connections = [{ name: 'plant', app: { name: 'msp', clientId, credential } }];
    const choice = { base, connections, reading: false };
    const tenant = await chooseTenant({ ...choice, env: {} });
    expect(errorText(await rejection(tenant.readSecret('plant')))).toMatch(words);
    storeFor(base, 'plant');
    expect(await tenant.readSecret('plant')).toContain(clientId);
    const environment = await chooseTenant({ ...choice, env: ENV });
    expect(await environment.readSecret('plant')).toContain(clientId);
  },
);
