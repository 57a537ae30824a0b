import { certificateRefusal } from './certificate-proof.ts';
import { MALFORMED } from './client-assertion.ts';
import type { Refusal } from './entra-refusal.ts';
import { federatedRefusal, type JsonWebKeys, propagatingRefusal } from './federated-proof.ts';
import type { JsonWebToken } from './json-web-token.ts';
import type { SandboxTenant } from './tenant.ts';

/** The only type of assertion that Entra accepts from an app. https://www.rfc-editor.org/rfc/rfc7523#section-2.2 */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A token request, and what it is compared with. */
export interface ProofRequest {
  form: URLSearchParams;
  /** The assertion in the form; undefined if the form has no assertion, or one that is not a token. */
  assertion: JsonWebToken | undefined;
  /** The address of the request. */
  endpoint: string;
  tenant: SandboxTenant;
  /** Returns the keys of an issuer; undefined if its configuration cannot be read. */
  keysOf: (issuer: string) => JsonWebKeys | undefined;
  /** In milliseconds since 1970. */
  now: number;
  /** How many federated assertions came before. */
  federatedBefore: number;
}

/** Returns whether another issuer than the app signed an assertion. */
export function isFederated(assertion: JsonWebToken | undefined): boolean {
  return String(assertion?.claims.iss).startsWith('https://');
}

/**
 * Returns why Entra refuses the credential of a token request; undefined if it accepts it. Microsoft does not document
 * Entra's answer to two credentials; RFC 6749 (2.3) allows only one.
 */
export function proofRefusal(request: ProofRequest): Refusal | undefined {
  const { form, tenant } = request;
  const [secret, assertion] = [form.get('client_secret'), form.get('client_assertion')];
  if (secret && assertion) {
    const text = "The request has both the parameter 'client_secret' and the parameter 'client_assertion'.";
    return { number: 90100, text, status: 400, error: 'invalid_request' };
  }
  if (secret) return secret === tenant.clientSecret ? undefined : wrongSecret(tenant.clientId);
  if (!assertion) {
    const needed = "'client_assertion', 'client_secret' or 'request'";
    return { number: 7000216, text: `${needed} is required for the 'client_credentials' grant type.` };
  }
  if (form.get('client_assertion_type') !== JWT_BEARER) {
    const needed = "'client_assertion' or 'client_secret'";
    return { number: 7000218, text: `The request body must contain the following parameter: ${needed}.` };
  }
  return assertionRefusal(request);
}

function assertionRefusal(request: ProofRequest): Refusal | undefined {
  const { assertion: token, tenant, endpoint, keysOf, now, federatedBefore } = request;
  const { clientId, certificates, federatedCredentials, refusesFirst = 0 } = tenant;
  if (!token) return MALFORMED;
  if (!isFederated(token)) {
    return certificateRefusal(token, { clientId, endpoint, certificates, now });
  }
  const refusal = federatedRefusal(token, { credentials: federatedCredentials, keysOf, now });
  if (refusal || federatedBefore >= refusesFirst) return refusal;
  return propagatingRefusal(token, federatedBefore);
}

function wrongSecret(clientId: string): Refusal {
  return {
    number: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  };
}
