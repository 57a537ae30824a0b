import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { CertificateSecret } from '../domain/connection-secret.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { certificatesIn } from '../sign-in/credential/certificate.ts';

/** Bytes. A key of 4,096 bits and a chain of five certificates have 14,000. */
const LARGEST = 65_536;

const KEY = /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[\s\S]*?-----END \1PRIVATE KEY-----/g;

/**
 * Reads a PEM file that holds a certificate, or its chain, and the private key, in any order, as Azure's SDKs expect it. Ignores
 * the other lines, such as the attributes that OpenSSL writes. `named` is the option or variable that names the file. Throws
 * WrongUsage, which repeats nothing of the file.
 * Source: https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential
 */
export async function certificateFile(
  path: string,
  named: string,
): Promise<Pick<CertificateSecret, 'certificate' | 'privateKey'>> {
  const content = await text(createReadStream(path, { end: LARGEST })).catch(({ message }: Error) => {
    throw new WrongUsage(`The file of ${named} cannot be read: ${message}`, {
      remedy: 'Name a PEM file with the certificate and its private key.',
    });
  });
  const unusable = (problem: string, remedy: string) =>
    new WrongUsage(`The file of ${named}, ${path}, ${problem}`, { remedy });
  if (content.length > LARGEST) throw unusable('is larger than any certificate with its key', BOTH);
  const certificates = certificatesIn(content) ?? [];
  const keys = [...content.matchAll(KEY)];
  const [key] = keys;
  if (certificates.length === 0) throw unusable('holds no certificate as PEM', FROM_PFX);
  if (!key) throw unusable('holds no private key as PEM', BOTH);
  if (keys.length > 1) throw unusable('holds more than one private key', BOTH);
  if (key[1] !== '' && key[1] !== 'RSA ')
    throw unusable(
      key[1] === 'ENCRYPTED ' ? 'holds an encrypted private key' : 'holds a private key that is not RSA',
      key[1] === 'ENCRYPTED ' ? DECRYPT : 'Entra accepts RSA keys only: make another certificate.',
    );
  return { certificate: certificates.join('\n'), privateKey: key[0] };
}

const BOTH =
  'It must hold the certificate and its private key: "cat certificate.pem key.pem > both.pem" makes it, and "chmod 600 both.pem" keeps it from others.';
const FROM_PFX = `${BOTH} From a PFX file, "openssl pkcs12 -in app.pfx -nodes -out both.pem" makes it.`;
const DECRYPT =
  'Remove its passphrase with "openssl pkey -in key.pem -out open.pem", and use that key in the file.';
