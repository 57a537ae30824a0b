import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Credential } from './credential.ts';

/** The text between the lines of a PEM file's marks. */
const BODY = /-----BEGIN [A-Z ]+-----([^-]+)-----END/;

/** Says why a certificate and its key cannot be used. Holds no text of either. */
export class UnusableCertificate extends Error {
  override readonly name = 'UnusableCertificate';
}

/**
 * The credential of a certificate: MSAL signs an assertion with its key (PS256), names the certificate by its SHA-256, and
 * sends it along (x5c). Throws UnusableCertificate if the key does not belong to the certificate, or is not RSA.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function certificateCredential(certificate: string, privateKey: string): Credential {
  const x509 = readable('certificate', () => new X509Certificate(certificate));
  const key: KeyObject = readable('private key', () => createPrivateKey(privateKey));
  if (key.asymmetricKeyType !== 'rsa')
    throw new UnusableCertificate('the private key is not an RSA key, which Entra requires');
  if (!x509.checkPrivateKey(key))
    throw new UnusableCertificate('the private key does not belong to the certificate');
  const thumbprintSha256 = x509.fingerprint256.replaceAll(':', '');
  const [, body = privateKey] = BODY.exec(privateKey) ?? [];
  return {
    kind: 'certificate',
    expires: new Date(x509.validTo).toISOString().slice(0, 10),
    secrets: [body.replaceAll(/\s/g, '')],
    prove: async () => ({ clientCertificate: { thumbprintSha256, privateKey, x5c: certificate } }),
  };
}

/** OpenSSL's errors may quote the input, so they are left out. */
function readable<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new UnusableCertificate(`the ${what} cannot be read`);
  }
}
