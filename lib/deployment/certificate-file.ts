import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { CertificateSecret } from '../domain/connection-secret.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { textIn } from '../http/json-body.ts';
import { certificatesIn } from '../sign-in/credential/certificate.ts';

/** Bytes. A key of 4,096 bits and a chain of five certificates have 14,000. */
const LARGEST = 65_536;

/** A line of a key that OpenSSL encrypted in its older form. */
const ENCRYPTED = /^Proc-Type: *4, *ENCRYPTED/m;

const KEY = /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[\s\S]*?-----END \1PRIVATE KEY-----/g;

/**
 * Reads a PEM file that holds a certificate, or its chain, and the private key, in any order, as Azure's SDKs expect it. Ignores
 * the other lines, such as the attributes that OpenSSL writes. Reads UTF-16 too, in which Windows PowerShell joins files. `named`
 * is the option or variable that names the file. Throws WrongUsage, which repeats nothing of the file.
 * Source: https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential
 */
export async function certificateFile(
  path: string,
  named: string,
): Promise<Pick<CertificateSecret, 'certificate' | 'privateKey'>> {
  const bytes = await buffer(createReadStream(path, { end: LARGEST })).catch(({ message }: Error) => {
    throw new WrongUsage(`The file of ${named} cannot be read: ${message}`, {
      remedy: 'Name a PEM file with the certificate and its private key.',
    });
  });
  const unusable = (problem: string, remedy: string) =>
    new WrongUsage(`The file of ${named}, ${path}, ${problem}`, { remedy });
  if (bytes.length > LARGEST) throw unusable('is larger than any certificate with its key', BOTH);
  const content = textIn(bytes);
  const certificates = certificatesIn(content) ?? [];
  const keys = [...content.matchAll(KEY)];
  const [key] = keys;
  if (certificates.length === 0) throw unusable('holds no certificate as PEM', FROM_PFX);
  if (!key) throw unusable('holds no private key as PEM', BOTH);
  if (keys.length > 1) throw unusable('holds more than one private key', BOTH);
  const [found, kind] = key;
  const isEncrypted = kind === 'ENCRYPTED ' || ENCRYPTED.test(found);
  if (isEncrypted) throw unusable('holds an encrypted private key', DECRYPT);
  if (kind !== '' && kind !== 'RSA ')
    throw unusable(
      'holds a private key that is not RSA',
      'Entra accepts RSA keys only: make another certificate.',
    );
  return { certificate: certificates.join('\n'), privateKey: found };
}

const BOTH =
  'It must hold the certificate and its private key: "cat certificate.pem key.pem > both.pem" makes it, and "chmod 600 both.pem" keeps it from others.';
const FROM_PFX = `${BOTH} From a PFX file, "openssl pkcs12 -in app.pfx -nodes -out both.pem" makes it.`;
const DECRYPT =
  'Remove its passphrase with "openssl pkey -in key.pem -out open.pem", and use that key in the file.';
