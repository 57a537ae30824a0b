import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { algorithmRefusal, timeRefusal } from './client-assertion.ts';
import type { Refusal } from './entra-refusal.ts';
import type { JsonWebToken } from './json-web-token.ts';
import type { FederatedCredential } from './tenant.ts';

/** The key set that an issuer publishes. https://www.rfc-editor.org/rfc/rfc7517 */
export interface JsonWebKeys {
  keys: readonly (JsonWebKey & { kid: string })[];
}

interface FederatedRequest {
  credentials: readonly FederatedCredential[];
  /** Returns the keys of an issuer; undefined if its configuration cannot be read. */
  keysOf: (issuer: string) => JsonWebKeys | undefined;
  /** In milliseconds since 1970. */
  now: number;
}

/** The part of a credential that is compared, in Entra's order, and the number of its refusal. */
const PARTS = [
  ['issuer', 700211],
  ['subject', 700213],
  ['audience', 700212],
] as const;

/**
 * Returns why Entra refuses the token of another issuer; undefined if it accepts it. Issuer, subject and audience must be equal to
 * those of one federated credential, letter case included. The texts are Entra's, from public reports.
 * Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */
export function federatedRefusal(token: JsonWebToken, request: FederatedRequest): Refusal | undefined {
  return (
    algorithmRefusal(token, 'RS256') ??
    matchRefusal(token, request.credentials) ??
    signatureRefusal(token, request) ??
    timeRefusal(token, request.now)
  );
}

function matchRefusal({ claims }: JsonWebToken, credentials: readonly FederatedCredential[]) {
  const sent = { issuer: claims.iss, subject: claims.sub, audience: claims.aud };
  let left = credentials;
  for (const [part, number] of PARTS) {
    const [value, before] = [String(sent[part]), left];
    left = before.filter((credential) => credential[part] === sent[part]);
    if (left.length > 0) continue;
    const alike = before.some((credential) => credential[part].toLowerCase() === value.toLowerCase());
    return alike ? caseRefusal(part, value) : noMatch(number, part, value);
  }
  return undefined;
}

function noMatch(number: number, part: string, value: string): Refusal {
  return {
    number,
    text: `No matching federated identity record found for presented assertion ${part} '${value}'. Please check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
  };
}

function caseRefusal(part: string, value: string): Refusal {
  return {
    number: 7002138,
    text: `No matching federated identity record found for presented assertion ${part} '${value}'. The ${part} matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. See documentation at: https://learn.microsoft.com/entra/workload-id/workload-identity-federation.`,
  };
}

/** Returns the refusal of a new credential that has not reached every server. `nth` chooses one of the numbers that occur. */
export function propagatingRefusal({ claims: { iss, sub, aud } }: JsonWebToken, nth: number): Refusal {
  const [part, number] = PARTS[nth % 3] ?? PARTS[0];
  if (part !== 'audience') return noMatch(number, part, String(part === 'issuer' ? iss : sub));
  return {
    number: 70021,
    text: `No matching federated identity record found for presented assertion. Assertion Issuer: '${iss}'. Assertion Subject: '${sub}'. Assertion Audience: '${aud}'. https://learn.microsoft.com/entra/workload-id/workload-identity-federation`,
  };
}

function signatureRefusal({ header, claims, signed, signature }: JsonWebToken, { keysOf }: FederatedRequest) {
  const kid = String(header.kid);
  const key = keysOf(String(claims.iss))?.keys.find((published) => published.kid === kid);
  if (!key) {
    return {
      number: 7000272,
      text: `The certificate with identifier ${kid} used to sign the federated credential could not be found in the metadata of identity provider ${claims.iss}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`,
    };
  }
  if (verify('sha256', Buffer.from(signed), createPublicKey({ key, format: 'jwk' }), signature))
    return undefined;
  const reason = 'The provided signature value did not match the expected signature value.';
  return {
    number: 700027,
    text: `Client assertion failed signature validation. [Reason - ${reason}, Key identifier: '${kid}']`,
  };
}
