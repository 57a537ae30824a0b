import type { CertificateSecret } from '../domain/connection-secret.ts';
import { WrongUsage } from '../domain/user-error.ts';
import {
  type CertificateCredential,
  certificateCredential,
  UnusableCertificate,
} from '../sign-in/credential/certificate.ts';

/**
 * Returns when a certificate becomes valid, and its expiry date (`YYYY-MM-DD`). Throws WrongUsage if it cannot be used with its
 * key; the error repeats nothing of either.
 */
export function validityOfUsable({
  certificate,
  privateKey,
}: Pick<CertificateSecret, 'certificate' | 'privateKey'>): Pick<CertificateCredential, 'begins' | 'expires'> {
  try {
    return certificateCredential(certificate, privateKey);
  } catch (error) {
    if (!(error instanceof UnusableCertificate)) throw error;
    throw new WrongUsage(`The certificate cannot be used: ${error.message}`, {
      remedy: 'Give a certificate and the unencrypted RSA key that belongs to it, both as PEM.',
    });
  }
}
