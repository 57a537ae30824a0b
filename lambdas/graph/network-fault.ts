/** Node's codes for a certificate that no known authority issued: behind TLS inspection, the company's own did. */
const UNKNOWN_AUTHORITY = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'INVALID_CA',
]);
const OTHER_TIME = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']);
const OTHER_HOST = 'ERR_TLS_CERT_ALTNAME_INVALID';
const PROXY = new Set(['ERR_PROXY_TUNNEL', 'ERR_PROXY_INVALID_CONFIG']);

const TRUST_THE_AUTHORITY =
  "Something on the way (TLS inspection) presents a certificate of its own. Write the certificate of your organization's authority into a file (PEM), and set NODE_EXTRA_CA_CERTS to its path.";

export const CHECK_PROXY =
  'The proxy does not let the request pass: check HTTPS_PROXY, with the user and password that the proxy may want, and NO_PROXY.';

/** What to do about a request that got no answer; undefined if its error does not say why. */
export function networkRemedy(error: unknown): string | undefined {
  const code = codeOf(error);
  if (UNKNOWN_AUTHORITY.has(code)) return TRUST_THE_AUTHORITY;
  if (OTHER_TIME.has(code)) {
    return `Check the clock of this machine: the certificate is not valid at its time. Or: ${TRUST_THE_AUTHORITY}`;
  }
  if (code === OTHER_HOST)
    return `Sign in to the network, if it asks for that in a browser. Or: ${TRUST_THE_AUTHORITY}`;
  if (PROXY.has(code)) return CHECK_PROXY;
  return undefined;
}

/** The words of a network error. Node gives none if several addresses failed: then its code. */
export function networkWords(error: unknown): string {
  const { message = '' } = (error ?? {}) as Partial<Error>;
  const code = codeOf(error);
  return message.trim() || code || 'no reason given';
}

/** The error's code, or that of the first address, of the error that caused it, or in its words if it was wrapped. */
function codeOf(error: unknown): string {
  const {
    code,
    cause,
    errors,
    message = '',
  } = (error ?? {}) as Partial<Error> & {
    code?: unknown;
    errors?: unknown[];
  };
  if (typeof code === 'string') return code;
  const inner = cause ?? errors?.[0];
  if (inner !== undefined) return codeOf(inner);
  return /\[(ERR_[A-Z_]+)\]/.exec(message)?.[1] ?? '';
}
