import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { certificateCredential, UnusableCertificate } from '../../../lib/sign-in/credential/certificate.ts';
import { selfSigned } from '../../support/certificate.ts';

const one = selfSigned({ days: 30 });
const other = selfSigned();
const elliptic = selfSigned({ algorithm: ['ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'] });
const short = selfSigned({ algorithm: ['rsa:1024'] });

test('takes the expiry date and the SHA-256 from the certificate', async () => {
  const credential = certificateCredential(one.certificate, one.privateKey);
  const { validTo, fingerprint256 } = new X509Certificate(one.certificate);
  expect(credential.kind).toBe('certificate');
  expect(credential.begins).toEqual(new Date(new X509Certificate(one.certificate).validFrom));
  expect(credential.expires).toBe(new Date(validTo).toISOString().slice(0, 10));
  expect(await credential.prove('global')).toEqual({
    clientCertificate: {
      thumbprintSha256: fingerprint256.replaceAll(':', ''),
      privateKey: one.privateKey,
      x5c: one.certificate,
    },
  });
});

test('sends the certificate of the key first, and then the others of its chain', async () => {
  const credential = certificateCredential(`${other.certificate}${one.certificate}`, one.privateKey);
  expect(await credential.prove('global')).toEqual({
    clientCertificate: expect.objectContaining({
      thumbprintSha256: new X509Certificate(one.certificate).fingerprint256.replaceAll(':', ''),
      x5c: `${one.certificate}${other.certificate}`,
    }),
  });
});

test('the private key is a secret, without its line breaks', () => {
  const [secret = ''] = certificateCredential(one.certificate, one.privateKey).secrets;
  expect(secret).toMatch(/^[\w+/=]{1000,}$/);
  expect(one.privateKey.replaceAll('\n', '')).toContain(secret);
});

test.each([
  ['of another certificate', one.certificate, other.privateKey, /does not belong/],
  ['that is not RSA', elliptic.certificate, elliptic.privateKey, /not an RSA key/],
  ['that is too short', short.certificate, short.privateKey, /1024 bits, and needs 2048 at least/],
  [
    'that is damaged',
    one.certificate,
    one.privateKey.replace(/\n\w{20}/, '\n'),
    /private key cannot be read/,
  ],
  [
    'of a damaged certificate',
    one.certificate.replace(/\n\w{20}/, '\n'),
    one.privateKey,
    /certificate cannot be read/,
  ],
])('refuses a key %s, and quotes nothing', (_, certificate, privateKey, message) => {
  const use = () => certificateCredential(certificate, privateKey);
  expect(use).toThrow(UnusableCertificate);
  expect(use).toThrow(message);
  expect(use).not.toThrow(/MII|BEGIN/);
});
