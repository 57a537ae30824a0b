import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { sandboxTenant } from '../../lib/sandbox/variants.ts';
import { systemClock } from '../../lib/sync/system-clock.ts';
import { selfSigned } from '../support/certificate.ts';
import { folder, runHere } from '../support/command.ts';
import { deployedStandIn } from '../support/deployed-stand-in.ts';
import { leadHttpsToSandbox } from '../support/https-to-sandbox.ts';

const pair = selfSigned();
const { tenant, secret } = sandboxTenant('healthy', systemClock.now());
const { tenantId, clientId } = secret;
const IDS = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId };
/** A line of the private key. */
const CANARY = pair.privateKey.split('\n')[7] ?? '';
const deployed = deployedStandIn();

const base = mkdtempSync(join(folder, 'certificate-'));
const file = join(base, 'both.pem');
writeFileSync(file, `${pair.privateKey}${pair.certificate}`);

let sandbox: Sandbox;
let lead: () => void;
beforeAll(async () => {
  sandbox = await startSandbox({
    tenant: { ...tenant, certificates: [pair.certificate] },
    clock: systemClock,
  });
  lead = leadHttpsToSandbox(sandbox.port);
});
afterAll(() => {
  lead();
  return sandbox.close();
});

async function run(args: string[], env: Record<string, string> = {}, input = '') {
  const ran = await runHere(args, { M365_EVIDENCE_DIR: base, ...env }, input, { terminal: false });
  expect(CANARY).toHaveLength(64);
  expect(`${ran.out}${ran.err}`).not.toContain(CANARY);
  expect(`${ran.out}${ran.err}`).not.toMatch(/BEGIN|eyJ/);
  return ran;
}

describe('on this machine', () => {
  test('connects, stores both parts for their owner only, and check and sync use them', async () => {
    const { status, out } = await run(['connect', '--local', '--certificate', file], IDS);
    expect(out).toMatch(
      /SecurityEvents\.Read\.All\tgranted[\s\S]*The certificate expires on \d{4}-\d\d-\d\d/,
    );
    expect(status).toBe(0);
    const stored = join(base, 'connections/tenant/default.json');
    expect(JSON.parse(readFileSync(stored, 'utf8'))).toEqual({ tenantId, clientId, ...pair });
    expect(statSync(stored).mode & 0o777).toBe(0o600);

    const check = await run(['check', '--local', '--json']);
    expect(JSON.parse(check.out)).toMatchObject({
      check: { credential: 'certificate', clientSecretExpires: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    const synced = await run(['sync', '--local', '--json']);
    expect(JSON.parse(synced.out)).toMatchObject({
      run: { status: 'complete', credential: 'certificate', clientSecretExpires: expect.any(String) },
    });
    const standing = await run(['status', '--local']);
    expect(standing.out).toMatch(/certificate: expires \d{4}-/);
  });

  test('checks with the certificate that the environment names', async () => {
    const env = {
      ...IDS,
      AZURE_CLIENT_CERTIFICATE_PATH: file,
      M365_EVIDENCE_DIR: mkdtempSync(join(folder, 'env-')),
    };
    const { status, out } = await run(['check', '--local', '--json'], env);
    expect(JSON.parse(out)).toMatchObject({ check: { credential: 'certificate' } });
    expect(status).toBe(0);
  });

  test('stores nothing if the certificate is not registered, and says what to do', async () => {
    const other = selfSigned();
    const input = JSON.stringify({ tenantId, clientId, ...other });
    const elsewhere = mkdtempSync(join(folder, 'unregistered-'));
    const { status, err } = await run(['connect', '--local'], { M365_EVIDENCE_DIR: elsewhere }, input);
    expect(err).toMatch(/AADSTS700027[\s\S]*Add the same certificate/);
    expect(status).toBe(1);
  });

  test('refuses an expiry date with exit status 2', async () => {
    const { status, err } = await run(
      ['connect', '--local', '--certificate', file, '--expires', '2099-05-31'],
      IDS,
    );
    expect([status, err]).toEqual([2, expect.stringContaining('A certificate has its own expiry date')]);
  });
});

test('on AWS, stores the certificate and its key as JSON in the secret of the connection', async () => {
  const input = JSON.stringify({ tenantId, clientId, ...pair });
  const { status, out } = await run(['connect', 'default'], deployed().env, input);
  expect(out).toContain('Stored in Secrets Manager: arn:secret:default.');
  expect(JSON.parse(deployed().secrets.get('arn:secret:default') ?? '')).toEqual({
    tenantId,
    clientId,
    ...pair,
  });
  expect(status).toBe(0);
});
