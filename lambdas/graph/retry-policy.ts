/** How often one page is asked for, the first time included. */
export const TRIES = 5;

/**
 * Identity Protection and Conditional Access share one request a second and tenant, and their 429 has no
 * Retry-After: waiting for less than that second cannot help.
 * Source: https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits
 */
const THROTTLED_FOR_AT_LEAST = 1_050;

const TRANSIENT = new Set([429, 500, 502, 503, 504]);

/** Whether a status may be different next time. All requests are GET, so asking again is harmless. */
export function isTransient(status: number): boolean {
  return TRANSIENT.has(status);
}

/** What is known when a try has failed. */
export interface FailedTry {
  /** 1 for the first. */
  attempt: number;
  /** Undefined when no answer came. */
  status: number | undefined;
  /** The answer's `Retry-After`: seconds or an HTTP date. */
  retryAfter: string | undefined;
}

/**
 * Milliseconds until the next try: `Retry-After` where there is one, else exponential from one second with
 * full jitter (somewhere between nothing and 1, 2, 4, 8 s), on top of the throttling interval after a 429.
 * At most 4.2 s plus 15 s over all tries, 7.5 s on average without throttling.
 */
export function retryDelay(failed: FailedTry, now: number, random: () => number): number {
  const told = retryAfterMs(failed.retryAfter, now);
  if (told > 0) return told;
  const jitter = random() * 1_000 * 2 ** (failed.attempt - 1);
  return failed.status === 429 ? THROTTLED_FOR_AT_LEAST + jitter : jitter;
}

/** Zero where the header says nothing that is worth waiting for. */
function retryAfterMs(header = '', now: number): number {
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1_000;
  const isDate = /^\s*[a-z]{3},/i.test(header);
  return isDate ? Date.parse(header) - now : 0;
}
