import type { CertificateSecret } from '../domain/connection-secret.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { certificateCredential, UnusableCertificate } from '../sign-in/credential/certificate.ts';

/**
 * Returns the expiry date of a certificate (`YYYY-MM-DD`). Throws WrongUsage if it cannot be used with its key; the error repeats
 * nothing of either.
 */
export function expiryOfUsable({
  certificate,
  privateKey,
}: Pick<CertificateSecret, 'certificate' | 'privateKey'>): string | null {
  try {
    return certificateCredential(certificate, privateKey).expires;
  } catch (error) {
    if (!(error instanceof UnusableCertificate)) throw error;
    throw new WrongUsage(`The certificate cannot be used: ${error.message}`, {
      remedy: 'Give a certificate and the unencrypted RSA key that belongs to it, both as PEM.',
    });
  }
}
