import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CertificateForm, ClientSecretForm } from '../../lib/domain/connection-secret.ts';
import { SECRET_TEXT } from '../support/azure-graph.ts';
import { SetupPlace, sampleSetup, TENANT_ID } from '../support/setup-script.ts';

describe('a secret', () => {
  const setup = sampleSetup({ credential: { kind: 'secret', expires: '2027-11-26' } });

  test('appears once on a terminal; --renew adds another one', async () => {
    const place = new SetupPlace(setup);
    expect((await place.run(setup)).out).toBe(`Client secret, shown this once: ${SECRET_TEXT}\n`);
    expect((await place.run(setup)).out).toBe('');
    expect((await place.run(setup, 'terminal', '--renew')).out).toContain(SECRET_TEXT);
    expect(place.tenant.applications[0]?.passwordCredentials).toEqual([
      { displayName: 'm365-evidence plant', endDateTime: '2027-11-26T00:00:00Z' },
      { displayName: 'm365-evidence plant', endDateTime: '2027-11-26T00:00:00Z' },
    ]);
  });

  test('goes into a pipe as the JSON that connect reads', async () => {
    const place = new SetupPlace(setup);
    const { out } = await place.run(setup, 'pipe');
    expect(ClientSecretForm.shape.clientSecretExpires.parse(JSON.parse(out).clientSecretExpires)).toBe(
      '2027-11-26',
    );
    expect(JSON.parse(out)).toEqual({
      tenantId: TENANT_ID,
      clientId: place.tenant.applications[0]?.appId,
      clientSecret: SECRET_TEXT,
      clientSecretExpires: '2027-11-26',
    });
    expect(await place.run(setup, 'pipe')).toMatchObject({ status: 1, out: '' });
  });

  test('does not go into a file: the script stops before its first call', async () => {
    const place = new SetupPlace(setup);
    expect(await place.run(setup, 'file')).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('Standard output is a file'),
      calls: [],
    });
  });
});

describe('a certificate', () => {
  const setup = sampleSetup({ credential: { kind: 'certificate' } });

  test('has its key in a file that only its owner can read; a pipe gets what connect reads', async () => {
    const place = new SetupPlace(setup);
    place.realKeys = true;
    const { out } = await place.run(setup, 'pipe');
    const folder = join(place.home, '.m365-evidence-setup');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    const { certificate, privateKey } = CertificateForm.parse(JSON.parse(out));
    expect(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength).toBe(3072);
    const app = place.tenant.applications[0];
    const pem = readFileSync(join(folder, `plant-${app?.appId}.pem`), 'utf8');
    expect(pem).toBe(`${privateKey}${certificate}`);
    expect((await place.run(setup, 'pipe')).out).toBe(out);
  });

  test('is not replaced if its key is somewhere else; --renew adds another one and keeps the old file', async () => {
    const place = new SetupPlace(setup);
    await place.run(setup);
    const renewed = await place.run(setup, 'terminal', '--renew');
    expect(renewed.status).toBe(0);
    expect(place.tenant.applications[0]?.keyCredentials).toHaveLength(2);
    const folder = join(place.home, '.m365-evidence-setup');
    expect(readdirSync(folder).filter((file) => /\.pem(\.\d+)?$/.test(file))).toHaveLength(2);
    const elsewhere = new SetupPlace(setup, place.tenant);
    const { status, err } = await elsewhere.run(setup);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('add --renew') });
  });
});
