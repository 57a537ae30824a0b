import { constants, verify, X509Certificate } from 'node:crypto';
import { algorithmRefusal, MALFORMED, partiesRefusal, timeRefusal } from './client-assertion.ts';
import type { Refusal } from './entra-refusal.ts';
import type { JsonWebToken } from './json-web-token.ts';
import type { SandboxTenant } from './tenant.ts';

interface CertificateRequest {
  clientId: string;
  /** The address to which the assertion was sent. */
  endpoint: string;
  certificates: SandboxTenant['certificates'];
  /** In milliseconds since 1970. */
  now: number;
}

/**
 * Returns why Entra refuses an assertion that was signed with a certificate; undefined if it accepts it. The texts are
 * Entra's, from public reports.
 * Source: https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export function certificateRefusal(token: JsonWebToken, request: CertificateRequest): Refusal | undefined {
  return (
    algorithmRefusal(token, 'PS256') ??
    keyRefusal(token, request) ??
    partiesRefusal(token, request) ??
    timeRefusal(token, request.now) ??
    (token.claims.jti ? undefined : MALFORMED)
  );
}

function keyRefusal(token: JsonWebToken, { clientId, certificates, now }: CertificateRequest) {
  const sent = Buffer.from(String(token.header['x5t#S256'] ?? ''), 'base64url')
    .toString('hex')
    .toUpperCase();
  const used = `Thumbprint of key used by client: '${sent}'`;
  const known =
    certificates === 'any' ? certificatesIn(token) : certificates.map((pem) => new X509Certificate(pem));
  const found = known.find(({ fingerprint256 }) => fingerprint256.replaceAll(':', '') === sent);
  if (!found) {
    const look = `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'.`;
    return unusable(
      'Client assertion failed signature validation.',
      `The key was not found., ${used}, ${look}`,
    );
  }
  const [start, end] = [new Date(found.validFrom), new Date(found.validTo)];
  const key = `${used}, Found key 'Start=${usDate(start)}, End=${usDate(end)}'`;
  if (now < start.getTime() || now > end.getTime()) {
    const what =
      'The certificate with identifier used to sign the client assertion is expired on application.';
    return unusable(what, `The key used is expired., ${key}`);
  }
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const publicKey = { key: found.publicKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  if (verify('sha256', Buffer.from(token.signed), publicKey, token.signature)) return undefined;
  const reason = 'The provided signature value did not match the expected signature value.';
  return unusable('Client assertion failed signature validation.', `${reason}, ${key}`);
}

/** Returns the certificates that the client sent along. */
function certificatesIn({ header: { x5c } }: JsonWebToken): X509Certificate[] {
  try {
    return (x5c as string[]).map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  } catch {
    return [];
  }
}

function unusable(what: string, reason: string): Refusal {
  return { number: 700027, text: `${what} [Reason - ${reason}]` };
}

/** Returns a time as Entra writes it: `02/07/2021 17:00:39`. */
function usDate(date: Date): string {
  const [year, month, day, time] = date.toISOString().split(/[-T.]/);
  return `${month}/${day}/${year} ${time}`;
}
