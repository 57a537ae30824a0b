import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from '@jest/globals';
import { collectCredentials } from '../../lib/command/credentials.ts';
import { WrongUsage } from '../../lib/domain/user-error.ts';
import { selfSigned } from '../support/certificate.ts';
import { errorText } from '../support/error-text.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { SURROUNDINGS } from '../support/surroundings.ts';

const SECRET = {
  tenantId: '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15',
  clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
  clientSecret: 'canary~secret',
};
const NOW = Date.parse('2026-11-23T12:00:00Z');

function collect(piped: unknown, expires?: string, env: Record<string, string> = {}, isTTY = false) {
  const text = typeof piped === 'string' ? piped : JSON.stringify(piped);
  const input = Object.assign(Readable.from([text]), { isTTY }) as unknown as NodeJS.ReadStream;
  return collectCredentials({ env, input, expires, now: NOW, signal: new AbortController().signal });
}

test('reads credentials and the expiry date of the secret from standard input', async () => {
  expect(await collect(SECRET)).toEqual(SECRET);
  expect(await collect({ ...SECRET, clientSecretExpires: '2027-05-31' })).toMatchObject({
    clientSecretExpires: '2027-05-31',
  });
  expect(await collect(SECRET, '2026-11-23')).toEqual({ ...SECRET, clientSecretExpires: '2026-11-23' });
});

test.each(SURROUNDINGS)('ignores %s around credentials', async (_, surround) => {
  const around = Object.fromEntries(Object.entries(SECRET).map(([field, value]) => [field, surround(value)]));
  const { tenantId = '', clientId = '', clientSecret = '' } = around;
  const env = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
  expect(await collect('', undefined, env)).toEqual(SECRET);
  expect(await collect(surround(JSON.stringify(around)), surround('2026-11-23'))).toEqual({
    ...SECRET,
    clientSecretExpires: '2026-11-23',
  });
});

test('blank variables of the environment count as not set', async () => {
  const blank = { AZURE_TENANT_ID: ' ', AZURE_CLIENT_ID: '""', AZURE_CLIENT_SECRET: '\r\n' };
  expect(await collect(SECRET, undefined, blank)).toEqual(SECRET);
  const error = await rejection(collect(SECRET, undefined, { ...blank, AZURE_TENANT_ID: SECRET.tenantId }));
  expect(error.message).toContain('AZURE_CLIENT_ID and AZURE_CLIENT_SECRET are not');
});

test('credentials of the environment take precedence', async () => {
  const { tenantId, clientId, clientSecret } = SECRET;
  const env = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret };
  expect(await collect('', undefined, env)).toEqual(SECRET);
});

test.each<[what: string, piped: unknown, expires: string | undefined, words: RegExp]>([
  ['nothing', '', undefined, /There are no credentials\. .*pipe JSON/],
  ['no JSON', 'canary', undefined, /Standard input is not a JSON object/],
  ['a list', ['canary'], undefined, /Standard input is not a JSON object/],
  ['no secret', { ...SECRET, clientSecret: undefined }, undefined, /clientSecret is missing/],
  ['a secret that is no text', { ...SECRET, clientSecret: 7 }, undefined, /clientSecret is not text/],
  ['a wrong id', { ...SECRET, clientId: 'canary' }, undefined, /clientId must be a GUID/],
  ['an end that is no day', SECRET, 'May', /clientSecretExpires must be a day like/],
  ['an expiry date in the past', SECRET, '2026-11-22', /expiry date, 2026-11-22, is in the past/],
])('%s is wrong usage, and the message repeats no value', async (_, piped, expires, words) => {
  const error = await rejection(collect(piped, expires));
  expect(error).toBeInstanceOf(WrongUsage);
  expect(errorText(error)).toMatch(words);
  expect(`${errorText(error)}${error.stack}`).not.toContain('canary');
});

test('an invalid expiry date is rejected before the secret is asked for', async () => {
  const error = await rejection(collect('', 'May', {}, true));
  expect(error).toEqual(
    new WrongUsage('clientSecretExpires must be a day like 2027-05-31', {
      remedy: expect.any(String) as never,
    }),
  );
});

const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pair = selfSigned();
const file = join(folder, 'both.pem');
writeFileSync(file, `${pair.certificate}${pair.privateKey}`);
const { tenantId, clientId } = SECRET;
const ENV = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId };
const WITH_CERTIFICATE = { tenantId, clientId, ...pair };

function withCertificate(
  piped: unknown,
  more: Partial<Parameters<typeof collectCredentials>[0]> = {},
  certificate: string | undefined = file,
) {
  const text = typeof piped === 'string' ? piped : JSON.stringify(piped);
  const input = Object.assign(Readable.from([text]), { isTTY: false }) as unknown as NodeJS.ReadStream;
  const { signal } = new AbortController();
  return collectCredentials({
    env: {},
    input,
    expires: undefined,
    certificate,
    now: Date.now(),
    signal,
    ...more,
  });
}

test('reads a certificate from a file, and the ids from the environment, standard input or the connection', async () => {
  expect(await withCertificate('', { env: ENV })).toEqual(WITH_CERTIFICATE);
  expect(await withCertificate({ tenantId, clientId })).toEqual(WITH_CERTIFICATE);
  expect(await withCertificate('', { known: { tenantId, clientId } })).toEqual(WITH_CERTIFICATE);
});

test('an option for a certificate takes precedence over a client secret in the environment', async () => {
  expect(await withCertificate('', { env: { ...ENV, AZURE_CLIENT_SECRET: 'x' } })).toEqual(WITH_CERTIFICATE);
});

test('reads a certificate as JSON, with line ends as two characters too', async () => {
  const json = (piped: object) => withCertificate(piped, { certificate: undefined });
  expect(await json(WITH_CERTIFICATE)).toEqual(WITH_CERTIFICATE);
  const escaped = { ...WITH_CERTIFICATE, privateKey: pair.privateKey.replaceAll('\n', '\\n') };
  expect(await json(escaped)).toEqual(WITH_CERTIFICATE);
});

test('completes a client secret with the ids of the connection', async () => {
  const known = { known: { tenantId, clientId } };
  expect(
    await withCertificate({ clientSecret: 'canary~secret' }, { ...known, certificate: undefined }),
  ).toEqual(SECRET);
});

const YEARS = 400 * 24 * 3_600_000;
test.each<[what: string, piped: unknown, more: Parameters<typeof withCertificate>[1], words: RegExp]>([
  ['an expiry date for a certificate', '', { env: ENV, expires: '2099-05-31' }, /has its own expiry date/],
  [
    'one in the JSON',
    { ...SECRET, clientSecret: undefined, clientSecretExpires: '2099-05-31' },
    {},
    /its own expiry/,
  ],
  ['a certificate and a client secret', SECRET, {}, /both a certificate and a client secret/],
  [
    'an expired certificate',
    '',
    { env: ENV, now: Date.now() + YEARS },
    /The certificate has expired \(\d{4}-/,
  ],
  ['a certificate without ids', '', {}, /needs the ids of its tenant.*AZURE_TENANT_ID/],
  [
    'a key of another certificate',
    { ...WITH_CERTIFICATE, privateKey: selfSigned().privateKey },
    { certificate: undefined },
    /does not belong/,
  ],
])('refuses %s, and repeats no value', async (_, piped, more, words) => {
  const error = await rejection(withCertificate(piped, more));
  expect(error).toBeInstanceOf(WrongUsage);
  expect(errorText(error)).toMatch(words);
  expect(`${errorText(error)}${error.stack}`).not.toMatch(/canary|MII/);
});
