import { aadstsNumbers } from './sign-in-error.ts';

/**
 * AADSTS numbers of temporary faults, which have various statuses: 50000 and 90006 a fault of the service, 50196 too
 * many similar requests, 90012 and 90024 too slow, 90033 and 90036 the directory behind Entra, 90055 the tenant's limit.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const PASSING = new Set(['50000', '50196', '90006', '90012', '90024', '90033', '90036', '90055']);

/** RFC 6749, 4.1.2.1 */
const PASSING_ERRORS = new Set(['temporarily_unavailable', 'server_error']);

interface EntraAnswer {
  /** HTTP status; undefined if no answer came. */
  status: number | undefined;
  /** OAuth's `error`; undefined if the answer is not from Entra. */
  error: string | undefined;
  /** Entra's description, as MSAL reports it. */
  text: string;
}

/** Whether another try of a failed sign-in may succeed. */
export function isTemporarySignInFault({ status, error, text }: EntraAnswer): boolean {
  if (status === undefined || error === undefined) return true;
  if (status === 408 || status === 429 || status >= 500 || PASSING_ERRORS.has(error)) return true;
  const [number = ''] = aadstsNumbers(text);
  return PASSING.has(number);
}
