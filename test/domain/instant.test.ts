import { expect, test } from '@jest/globals';
import { Instant } from '../../lambdas/domain/instant.ts';

test.each([
  ['2026-11-23T06:00:00Z', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23T06:00:00.7211305Z', '2026-11-23T06:00:00.721Z'],
  ['2026-11-23T06:00:00+05:30', '2026-11-23T00:30:00.000Z'],
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  // In UTC in every time zone that the tests may run in.
  ['2026-11-23T00:30:00', '2026-11-23T00:30:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(Instant.parse(text)).toBe(instant);
});

test.each([
  '',
  'today',
  '1 November 2026',
  '2026-11-30T25:00:00Z',
  '2026-02-30',
  '2026-04-31T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59-23:00',
])('%j is no date', (text) => {
  expect(Instant.safeParse(text).success).toBe(false);
});
