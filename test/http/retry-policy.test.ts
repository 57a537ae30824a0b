import { describe, expect, test } from '@jest/globals';
import { isTransient, retryDelay, TRIES } from '../../lib/http/retry-policy.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const delay = (
  attempt: number,
  status: number | undefined,
  retryAfter?: string,
  random = 0.5,
  date?: string,
) => retryDelay({ attempt, status, headers: { 'retry-after': retryAfter, date } }, NOW, () => random);

test.each([408, 429, 500, 502, 503, 504, 509])('%i is temporary', (status) => {
  expect(isTransient(status)).toBe(true);
});
test.each([200, 206, 301, 400, 401, 403, 404, 410, 501])('%i is permanent', (status) => {
  expect(isTransient(status)).toBe(false);
});

describe('the time until the next try', () => {
  test('is the number of seconds in Retry-After', () => expect(delay(1, 503, ' 12 ')).toBe(12_000));
  test.each(['Mon, 23 Nov 2026 12:00:30 GMT', 'Monday, 23-Nov-26 12:00:30 GMT', 'Mon Nov 23 12:00:30 2026'])(
    'ends at the date in Retry-After: %s',
    (date) => {
      expect(delay(1, 429, date)).toBe(30_000);
    },
  );
  test('counts from the Date of the answer, not from the clock of this machine', () => {
    const [sent, until] = ['Mon, 23 Nov 2026 09:00:00 GMT', 'Mon, 23 Nov 2026 09:00:30 GMT'];
    expect(delay(1, 429, until, 0.5, sent)).toBe(30_000);
    expect(delay(1, 429, sent, 0.5, until)).toBe(1_550);
  });
  test.each(['Mon, 23 Nov 2026 11:00:00 GMT', '0', '-5', 'soon', '', '1e9', 'Infinity'])(
    'is not shortened by a Retry-After of %j',
    (header) => {
      expect(delay(1, 503, header)).toBe(500);
    },
  );
  test.each([
    ['1.5', 1_500],
    ['.5', 500],
    ['12 seconds', 12_000],
    ['2, 5', 5_000],
    ['Mon, 23 Nov 2026 12:00:30 GMT, 7', 30_000],
    ['0, Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
    ['99999999999999999999', 1e23],
  ])('takes a Retry-After of %s', (header, wait) => expect(delay(1, 503, header)).toBe(wait));
  test('doubles its range from one second, with full jitter', () => {
    expect([1, 2, 3, 4].map((attempt) => delay(attempt, 500, undefined, 0.999))).toEqual([
      999, 1998, 3996, 7992,
    ]);
    expect([1, 2, 3, 4].map((attempt) => delay(attempt, undefined, undefined, 0))).toEqual([0, 0, 0, 0]);
  });
  test('is at least the throttling interval after a 429', () => {
    expect(delay(1, 429, undefined, 0)).toBe(1_050);
    expect(delay(2, 429, undefined, 0.5)).toBe(2_050);
  });
});

test('asks for a page at most five times', () => expect(TRIES).toBe(5));
