import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a self-signed certificate and its private key as PEM, with OpenSSL. */
export function selfSigned({
  days = 365,
  algorithm = ['rsa:2048'],
}: {
  days?: number;
  algorithm?: string[];
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  try {
    const request = ['req', '-x509', '-nodes', '-subj', '/CN=m365-evidence', '-days', String(days)];
    execFileSync('openssl', [...request, '-newkey', ...algorithm, '-keyout', keyFile, '-out', file], {
      stdio: 'ignore',
    });
    return { certificate: readFileSync(file, 'utf8'), privateKey: readFileSync(keyFile, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
