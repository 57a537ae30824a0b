import type { Refusal } from './entra-refusal.ts';
import type { JsonWebToken } from './json-web-token.ts';

/** Seconds by which Entra tolerates a wrong clock. */
const SKEW = 300;

const DOCUMENTATION = 'https://learn.microsoft.com/entra/identity-platform/certificate-credentials';

export const MALFORMED: Refusal = {
  number: 50027,
  text: 'JWT token is invalid or malformed.',
  status: 400,
  error: 'invalid_request',
};

/** Returns Entra's refusal of a signature algorithm that it does not accept for this kind of assertion. */
export function algorithmRefusal({ header }: JsonWebToken, accepted: string): Refusal | undefined {
  if (header.alg === accepted) return undefined;
  return {
    number: 5002738,
    text: `Invalid JWT token. '${header.alg}' is not a supported signature algorithm. Supported signing algorithms are: '${accepted}'`,
  };
}

/** Returns Entra's refusal of an assertion that has expired or that begins in the future. `now` is in milliseconds. */
export function timeRefusal({ claims }: JsonWebToken, now: number): Refusal | undefined {
  const { exp, nbf = claims.iat ?? 0 } = claims;
  if (typeof exp !== 'number' || typeof nbf !== 'number') return MALFORMED;
  if (now / 1000 < exp + SKEW && now / 1000 >= nbf - SKEW) return undefined;
  const [from, until] = [nbf, exp].map((seconds) => new Date(seconds * 1000).toISOString());
  return {
    number: 700024,
    text: `Client assertion is not within its valid time range. Current time: ${new Date(now).toISOString()}, assertion valid from ${from}, expiry time of assertion ${until}. Review the documentation at ${DOCUMENTATION} .`,
  };
}

/** Returns Entra's refusal of an assertion whose issuer and subject, or whose audience, are not those of the request. */
export function partiesRefusal(
  { claims }: JsonWebToken,
  { clientId, endpoint }: { clientId: string; endpoint: string },
): Refusal | undefined {
  if (claims.iss !== clientId || claims.sub !== clientId) {
    return {
      number: 700021,
      text: `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at ${DOCUMENTATION} .`,
    };
  }
  if (claims.aud === endpoint) return undefined;
  return {
    number: 700023,
    text: `Client assertion audience claim does not match Realm issuer. Review the documentation at ${DOCUMENTATION} .`,
  };
}
