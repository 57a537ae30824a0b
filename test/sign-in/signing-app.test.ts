import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Connection } from '../../lib/domain/connection.ts';
import type { SyncError } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { noWebIdentity } from '../../lib/sign-in/credential/federated.ts';
import { signingApp } from '../../lib/sign-in/signing-app.ts';
import { selfSigned } from '../support/certificate.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { SURROUNDINGS } from '../support/surroundings.ts';

const IDS = {
  tenantId: '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15',
  clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
};
const own = selfSigned({ days: 30 });
const issuer = selfSigned();
const elliptic = selfSigned({ algorithm: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] });
const openssl = (args: string[], input: string) =>
  execFileSync('openssl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
const rsaKey = openssl(['rsa', '-traditional'], own.privateKey);
const encrypted = openssl(['pkcs8', '-topk8', '-passout', 'pass:canary'], own.privateKey);
const encryptedRsa = openssl(['rsa', '-traditional', '-aes128', '-passout', 'pass:canary'], own.privateKey);

/** Returns the app of a connection whose secret has this text. */
const ownApp = (secret: unknown) =>
  signingApp(
    { name: 'plant', secret: 'team/entra' },
    {
      secrets: async () => (typeof secret === 'string' ? secret : JSON.stringify(secret)),
      webIdentity: noWebIdentity,
    },
  );
/** Returns the app that a connection shares with others. */
const sharedApp = (secret: unknown, settings: Partial<Connection> = { tenantId: IDS.tenantId }) =>
  signingApp(
    {
      name: 'plant',
      app: { name: 'msp', clientId: IDS.clientId, credential: { secret: 'msp-secret' } },
      ...settings,
    },
    { secrets: async () => JSON.stringify(secret), webIdentity: noWebIdentity },
  );

const { validTo, fingerprint256 } = new X509Certificate(own.certificate);
const expected = {
  ...IDS,
  credential: expect.objectContaining({
    kind: 'certificate',
    expires: new Date(validTo).toISOString().slice(0, 10),
  }),
};

describe('a certificate is accepted', () => {
  const change = (text: (pem: string) => string) => ({
    certificate: text(own.certificate),
    privateKey: text(own.privateKey),
  });
  test.each<[string, Record<string, unknown>]>([
    ['as OpenSSL writes it', own],
    ['with the key in the form of PKCS #1', { ...own, privateKey: rsaKey }],
    ['with line ends of Windows', change((pem) => pem.replaceAll('\n', '\r\n'))],
    ['with line ends of old Macs', change((pem) => pem.replaceAll('\n', '\r'))],
    ['with line ends as two characters', change((pem) => pem.replaceAll('\n', '\\n'))],
    ['with line ends of Windows as four characters', change((pem) => pem.replaceAll('\n', '\\r\\n'))],
    ['without a line end at its end', change((pem) => pem.trimEnd())],
    ['before the certificate of its issuer', { ...own, certificate: own.certificate + issuer.certificate }],
    ['after the certificate of its issuer', { ...own, certificate: issuer.certificate + own.certificate }],
    ['next to the placeholder of a client secret', { ...own, clientSecret: 'replace-me' }],
    ['next to a blank client secret', { ...own, clientSecret: ' ', clientSecretExpires: 'never' }],
    ['next to a client secret of null', { ...own, clientSecret: null, clientSecretExpires: null }],
    ['next to unknown fields', { ...own, comment: 'renew in spring' }],
    ...SURROUNDINGS.map(([name, surround]): [string, Record<string, unknown>] => [
      `with ${name} around it`,
      change(surround),
    ]),
  ])('%s', async (_, fields) => {
    const apps = [await ownApp({ ...IDS, ...fields }), await sharedApp(fields)];
    for (const app of apps) {
      expect(app).toEqual(expected);
      const { clientCertificate } = await app.credential.prove('global');
      expect(clientCertificate?.thumbprintSha256).toBe(fingerprint256.replaceAll(':', ''));
      expect(clientCertificate?.x5c?.replaceAll(/\s/g, '')).toContain(own.certificate.replaceAll(/\s/g, ''));
    }
  });
});

describe('a client secret is accepted next to', () => {
  test.each([
    ['a certificate of null', { certificate: null, privateKey: null }],
    ['a blank certificate', { certificate: '', privateKey: ' ' }],
    ['the placeholder of a certificate', { certificate: 'replace-me', privateKey: 'replace-me' }],
  ])('%s', async (_, fields) => {
    const credential = { clientSecret: 'a~value', clientSecretExpires: '2027-05-31' };
    for (const app of [
      await ownApp({ ...IDS, ...credential, ...fields }),
      await sharedApp({ ...credential, ...fields }),
    ]) {
      expect(app.credential).toMatchObject({ kind: 'secret', expires: '2027-05-31', secrets: ['a~value'] });
    }
  });
});

describe('the secret is refused, and quoted nowhere, if', () => {
  const long = `-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(9_000)}\n-----END CERTIFICATE-----`;
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'certificate and key are swapped',
      { certificate: own.privateKey, privateKey: own.certificate },
      /certificate that must be a certificate as PEM/,
    ],
    [
      'the key is the certificate',
      { ...own, privateKey: own.certificate },
      /privateKey that must be an unencrypted private key/,
    ],
    [
      'the key is encrypted',
      { ...own, privateKey: encrypted },
      /privateKey that must be an unencrypted private key/,
    ],
    [
      'the key is encrypted in the form of PKCS #1',
      { ...own, privateKey: encryptedRsa },
      /must be an unencrypted private key/,
    ],
    [
      'the key is of another certificate',
      { ...own, privateKey: issuer.privateKey },
      /key does not belong to the certificate/,
    ],
    ['the key is elliptic', elliptic, /not an RSA key/],
    [
      'the certificate is truncated',
      { ...own, certificate: own.certificate.slice(0, 400) },
      /certificate that must be a certificate/,
    ],
    [
      'the certificate lacks a line',
      { ...own, certificate: own.certificate.replace(/\n.{64}\n/, '\n') },
      /certificate cannot be read/,
    ],
    [
      'the certificate is followed by its key',
      { ...own, certificate: own.certificate + own.privateKey },
      /certificate that must be a certificate|cannot be read/,
    ],
    [
      'the certificate is that of an elliptic key',
      { ...own, certificate: elliptic.certificate },
      /key does not belong/,
    ],
    [
      'the certificate is only base64',
      { ...own, certificate: own.certificate.replaceAll(/-.*-\n/g, '') },
      /must be a certificate as PEM/,
    ],
    [
      'the certificate is on one line',
      { ...own, certificate: own.certificate.replaceAll('\n', ' ') },
      /must be a certificate as PEM/,
    ],
    ['the certificate is missing', { privateKey: own.privateKey }, /has no certificate/],
    ['the key is missing', { certificate: own.certificate }, /has no privateKey/],
    ['the key is blank', { ...own, privateKey: ' \r\n' }, /has no privateKey/],
    ['the key is null', { ...own, privateKey: null }, /privateKey that is not text/],
    [
      'the key is a list of lines',
      { ...own, privateKey: own.privateKey.split('\n') },
      /privateKey that is not text/,
    ],
    [
      'the key is the placeholder',
      { ...own, privateKey: 'replace-me' },
      /still holds the placeholder as its privateKey/,
    ],
    [
      'a client secret is there too',
      { ...own, clientSecret: 'canary~value' },
      /both a certificate and a client secret/,
    ],
    [
      'a client secret and half a certificate are there',
      { certificate: own.certificate, clientSecret: 'canary~value' },
      /both/,
    ],
    [
      'the certificate has 36,000 characters',
      { ...own, certificate: long },
      /certificate that has more than 32,768 characters/,
    ],
    [
      'the certificate is hostile',
      { ...own, certificate: '-----BEGIN CERTIFICATE-----\n<script>\n-----END CERTIFICATE-----' },
      /must be a certificate as PEM/,
    ],
  ])('%s', async (_, fields, message) => {
    for (const use of [() => ownApp({ ...IDS, ...fields }), () => sharedApp(fields)]) {
      const error = await rejection<SyncError>(use());
      expect(error.name).toBe('ConnectionSecretInvalid');
      expect(error.message).toMatch(message);
      expect(failureOf(error).remedy).not.toBe('');
      const written = JSON.stringify([error.message, error.stack, error.details, failureOf(error)]);
      expect(written).not.toMatch(/MII|-----BEGIN|canary|<script>/);
    }
  });

  test.each(['', ' ', 'null', '[]', '"text"', own.certificate, `{"certificate": "${own.certificate}"}`])(
    'it is no JSON object: %j',
    async (text) => {
      const error = await rejection<SyncError>(ownApp(text));
      expect(error).toMatchObject({ name: 'ConnectionSecretInvalid' });
      expect(error.message).toMatch(/is not a JSON object$/);
    },
  );
});

test('a secret of placeholders is not connected, also with placeholders of a certificate', async () => {
  const all = ['tenantId', 'clientId', 'clientSecret', 'certificate', 'privateKey'];
  const placeholders = Object.fromEntries(all.map((field) => [field, 'replace-me']));
  expect((await rejection(ownApp(placeholders))).name).toBe('NotConnected');
  const { name, message } = await rejection(ownApp({ ...placeholders, ...own }));
  expect([name, message]).toEqual([
    'ConnectionSecretInvalid',
    'The connection secret team/entra still holds the placeholder as its tenantId',
  ]);
});

describe('an app that connections share', () => {
  test('signs in to the tenant of the connection, not to the one in its secret', async () => {
    const secret = { tenantId: 'other.example', clientId: 'x', clientSecret: 'a~value' };
    expect(await sharedApp(secret)).toMatchObject(IDS);
  });

  test('needs the tenant of the connection', async () => {
    const error = await rejection<SyncError>(sharedApp({ clientSecret: 'a~value' }, {}));
    expect(error.name).toBe('ConnectionsUnreadable');
    expect(failureOf(error).remedy).toContain('Add "tenantId" to the connection plant');
  });

  test('needs no secret if it is federated, and asks for a token of its national cloud', async () => {
    const audiences: string[] = [];
    const app = await signingApp(
      {
        name: 'plant',
        tenantId: IDS.tenantId,
        app: { name: 'msp', clientId: IDS.clientId, credential: 'federated' },
      },
      {
        secrets: async () => Promise.reject(new Error('read')),
        webIdentity: async (audience) => {
          audiences.push(audience);
          return 'a.b.c';
        },
      },
    );
    expect(app.credential).toMatchObject({ kind: 'federated', expires: null, secrets: [] });
    expect(await app.credential.prove('dod')).toEqual({ clientAssertion: 'a.b.c' });
    await app.credential.prove('china');
    expect(audiences).toEqual(['api://AzureADTokenExchangeUSGov', 'api://AzureADTokenExchangeChina']);
  });
});
