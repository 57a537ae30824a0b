import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Credential } from './credential.ts';

/** A certificate in a PEM file. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** The text between the lines of a PEM file's marks. */
const BODY = /-----BEGIN [A-Z ]+-----([^-]+)-----END/;

/** Bits of the shortest RSA key with which MSAL signs (PS256). */
const SHORTEST_KEY = 2048;

/** The credential of a certificate, and when it becomes valid. */
export interface CertificateCredential extends Credential {
  begins: Date;
}

/** Says why a certificate and its key cannot be used. Holds no text of either. */
export class UnusableCertificate extends Error {
  override readonly name = 'UnusableCertificate';
}

/**
 * The credential of a certificate: MSAL signs an assertion with its key (PS256), names the certificate by its SHA-256, and
 * sends it along (x5c), before the others of its chain. Throws UnusableCertificate if the key belongs to no certificate of the
 * chain, is not RSA, or is too short.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function certificateCredential(certificate: string, privateKey: string): CertificateCredential {
  const chain = (certificatesIn(certificate) ?? [certificate]).map((pem) =>
    readable('certificate', () => ({ pem, x509: new X509Certificate(pem) })),
  );
  const key: KeyObject = readable('private key', () => createPrivateKey(privateKey));
  if (key.asymmetricKeyType !== 'rsa')
    throw new UnusableCertificate('the private key is not an RSA key, which Entra requires');
  const bits = key.asymmetricKeyDetails?.modulusLength ?? SHORTEST_KEY;
  if (bits < SHORTEST_KEY)
    throw new UnusableCertificate(`the private key has ${bits} bits, and needs ${SHORTEST_KEY} at least`);
  const own = chain.find(({ x509 }) => x509.checkPrivateKey(key));
  if (!own) throw new UnusableCertificate('the private key does not belong to the certificate');
  const { x509 } = own;
  const x5c = [own, ...chain.filter((other) => other !== own)].map(({ pem }) => `${pem}\n`).join('');
  const thumbprintSha256 = x509.fingerprint256.replaceAll(':', '');
  const [, body = privateKey] = BODY.exec(privateKey) ?? [];
  return {
    kind: 'certificate',
    begins: new Date(x509.validFrom),
    expires: new Date(x509.validTo).toISOString().slice(0, 10),
    secrets: [body.replaceAll(/\s/g, '')],
    prove: async () => ({ clientCertificate: { thumbprintSha256, privateKey, x5c } }),
  };
}

/** Returns the certificates in a PEM file; null if there is no certificate in it. */
export function certificatesIn(pem: string): string[] | null {
  return pem.match(CERTIFICATE);
}

/** OpenSSL's errors may quote the input, so they are left out. */
function readable<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new UnusableCertificate(`the ${what} cannot be read`);
  }
}
