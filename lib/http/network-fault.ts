/** Node's codes for a certificate of an unknown authority. With TLS inspection, that is the company's own authority. */
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
  "Something on the way, such as TLS inspection, replaces Microsoft's certificate. Save the certificate of your organization's authority to a file (PEM), and set NODE_EXTRA_CA_CERTS to its path.";

export const CHECK_PROXY =
  'The proxy blocked the request: check HTTPS_PROXY (with user and password, if the proxy requires them) and NO_PROXY.';

/** Returns what to do about a request without an answer; undefined if its error does not show the cause. */
export function networkRemedy(error: unknown): string | undefined {
  const code = codeOf(error);
  if (UNKNOWN_AUTHORITY.has(code)) return TRUST_THE_AUTHORITY;
  if (OTHER_TIME.has(code)) {
    return `Check the clock of this machine: by its time, the certificate is not valid. Or: ${TRUST_THE_AUTHORITY}`;
  }
  if (code === OTHER_HOST)
    return `Open a web page in a browser and sign in to the network, if it asks for that. Or: ${TRUST_THE_AUTHORITY}`;
  if (PROXY.has(code)) return CHECK_PROXY;
  return undefined;
}

/** Returns the message of a network error; its code if Node gives no message, because several addresses failed. */
export function networkErrorText(error: unknown): string {
  const { message = '' } = (error ?? {}) as Partial<Error>;
  const code = codeOf(error);
  return message.trim() || code || 'no reason given';
}

/** Returns the error's code, or the code of its cause or of the first address; for a wrapped error, the code in its message. */
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
