import { httpDate, listed } from './http-date.ts';

/** How often one page is asked for, including the first time. */
export const TRIES = 5;

/**
 * Identity Protection and Conditional Access share one request per second and tenant, and their 429 has no
 * Retry-After, so a wait of less than that second cannot help.
 * Source: https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
const THROTTLED_FOR_AT_LEAST = 1_050;

/**
 * Graph documents 509 as a bandwidth limit. A gateway answers 408 if the gateway itself was slow.
 * Source: https://learn.microsoft.com/graph/errors
 */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504, 509]);

/** Whether a status is temporary. All requests are GET, so asking again is harmless. */
export function isTransient(status: number): boolean {
  return TRANSIENT.has(status);
}

/** A failed try. */
export interface FailedTry {
  /** 1 for the first try. */
  attempt: number;
  /** Undefined if no answer came. */
  status: number | undefined;
  /** The answer's headers. Only `retry-after` and `date` are used. */
  headers: Record<string, string | undefined>;
}

/**
 * Returns the milliseconds until the next try: the answer's `Retry-After` if it has one, otherwise exponential backoff from
 * one second with full jitter (from 0 to 1, 2, 4, 8 s), plus the throttling interval after a 429. At most 4.2 s plus
 * 15 s over all tries, 7.5 s on average without throttling. May be longer than any timer: compare it with the deadline.
 */
export function retryDelay(failed: FailedTry, now: number, random: () => number): number {
  const asked = retryAfterMs(failed.headers, now);
  if (asked > 0) return asked;
  const jitter = random() * 1_000 * 2 ** (failed.attempt - 1);
  return failed.status === 429 ? THROTTLED_FOR_AT_LEAST + jitter : jitter;
}

/**
 * Returns the wait of `Retry-After` in milliseconds: the longest if the header is repeated, zero if it is not in the future.
 * A date counts from the answer's own `Date`, because this machine's clock may be wrong.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
function retryAfterMs(headers: FailedTry['headers'], now: number): number {
  const sentAt = httpDate(listed(headers.date)[0]) ?? now;
  const waits = listed(headers['retry-after']).map((value) => {
    if (/^\d*\.?\d+\s*(s|sec|seconds?)?$/i.test(value)) return Number.parseFloat(value) * 1_000;
    return (httpDate(value) ?? sentAt) - sentAt;
  });
  return Math.max(0, ...waits);
}
