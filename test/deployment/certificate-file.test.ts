import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { certificateFile } from '../../lib/deployment/certificate-file.ts';
import { secretOf } from '../../lib/deployment/environment-secret.ts';
import { WrongUsage } from '../../lib/domain/user-error.ts';
import { selfSigned } from '../support/certificate.ts';
import { errorText } from '../support/error-text.ts';
import { rejection } from '../support/signed-in-sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificate-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { certificate, privateKey } = selfSigned();
const other = selfSigned();
const IDS = {
  AZURE_TENANT_ID: '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15',
  AZURE_CLIENT_ID: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
};
/** The longest line of the key, which no message may repeat. */
const CANARY = privateKey.split('\n')[5] ?? '';

let files = 0;
function file(content: string): string {
  files += 1;
  const path = join(folder, `${files}.pem`);
  writeFileSync(path, content);
  return path;
}

test.each([
  ['the certificate first', `${certificate}${privateKey}`],
  [
    'the key first, and the lines of OpenSSL around',
    `Bag Attributes\n${privateKey}subject=CN\n${certificate}`,
  ],
  [
    'the line ends of Windows, and a byte order mark',
    `\uFEFF${certificate}${privateKey}`.replaceAll('\n', '\r\n'),
  ],
])('reads a file with %s', async (_, content) => {
  const env = { ...IDS, AZURE_CLIENT_CERTIFICATE_PATH: ` ${file(content)} ` };
  expect(await secretOf(env)).toEqual({
    tenantId: IDS.AZURE_TENANT_ID,
    clientId: IDS.AZURE_CLIENT_ID,
    certificate,
    privateKey,
  });
});

test('reads UTF-16, in which Windows PowerShell joins two files', async () => {
  const path = join(folder, 'utf-16.pem');
  writeFileSync(path, `\uFEFF${certificate}${privateKey}`, 'utf16le');
  expect(await certificateFile(path, '--certificate')).toEqual({
    certificate: certificate.trim(),
    privateKey: privateKey.trim(),
  });
});

test('keeps the certificates of a chain', async () => {
  const read = await certificateFile(
    file(`${other.certificate}${certificate}${privateKey}`),
    '--certificate',
  );
  expect(read.certificate.match(/BEGIN/g)).toHaveLength(2);
});

test.each<[what: string, content: string, words: RegExp]>([
  ['nothing', '', /holds no certificate as PEM.*openssl pkcs12/],
  ['a PFX file', '0\u0082\n\u0000', /holds no certificate as PEM/],
  ['a certificate alone', certificate, /holds no private key as PEM.*cat certificate\.pem key\.pem/],
  ['two keys', `${certificate}${privateKey}${other.privateKey}`, /more than one private key/],
  [
    'an encrypted key',
    `${certificate}${privateKey.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE')}`,
    /encrypted private key.*openssl pkey/,
  ],
  [
    'a key that OpenSSL encrypted in its older form',
    `${certificate}${privateKey.replaceAll('PRIVATE', 'RSA PRIVATE').replace('KEY-----\n', 'KEY-----\nProc-Type: 4,ENCRYPTED\n')}`,
    /encrypted private key.*openssl pkey/,
  ],
  ['a key for elliptic curves', `${certificate}${privateKey.replaceAll('PRIVATE', 'EC PRIVATE')}`, /not RSA/],
  ['a cut key', `${certificate}${privateKey.slice(0, 900)}`, /holds no private key/],
  ['too much', `${certificate}${privateKey}${'#'.repeat(65_536)}`, /larger than any certificate/],
  [
    'the key of another certificate',
    `${other.certificate}${privateKey}`,
    /does not belong to the certificate/,
  ],
])('refuses a file with %s, and repeats nothing of the key', async (_, content, words) => {
  const env = { ...IDS, AZURE_CLIENT_CERTIFICATE_PATH: file(content) };
  const error = await rejection(secretOf(env));
  expect(error).toBeInstanceOf(WrongUsage);
  expect(errorText(error)).toMatch(words);
  expect(`${errorText(error)}${error.stack}`).not.toContain(CANARY);
});

test('names the variable of a file that does not exist', async () => {
  const env = { ...IDS, AZURE_CLIENT_CERTIFICATE_PATH: join(folder, 'none.pem') };
  expect(errorText(await rejection(secretOf(env)))).toMatch(
    /AZURE_CLIENT_CERTIFICATE_PATH cannot be read: ENOENT/,
  );
});

test('refuses an environment with a client secret and a certificate', async () => {
  const env = { ...IDS, AZURE_CLIENT_SECRET: 'canary', AZURE_CLIENT_CERTIFICATE_PATH: file('') };
  const error = await rejection(secretOf(env));
  expect(errorText(error)).toMatch(/both set/);
  expect(errorText(error)).not.toContain('canary');
});

test('names the ids that a certificate needs', async () => {
  const error = await rejection(secretOf({ AZURE_CLIENT_CERTIFICATE_PATH: file('') }));
  expect(errorText(error)).toMatch(/AZURE_TENANT_ID and AZURE_CLIENT_ID are not/);
});
