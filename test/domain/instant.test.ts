import { expect, test } from '@jest/globals';
import { Instant, plausibleDate, usualInstant } from '../../lib/domain/instant.ts';

test.each([
  ['2026-11-23T06:00:00Z', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23T06:00:00.7211305Z', '2026-11-23T06:00:00.721Z'],
  ['2026-11-23T06:00:00.9999999999999999Z', '2026-11-23T06:00:00.999Z'],
  ['2026-11-23T06:00:00,5Z', '2026-11-23T06:00:00.500Z'],
  ['2026-11-23T06:00:00+05:30', '2026-11-23T00:30:00.000Z'],
  ['2026-11-23T06:00:00+0530', '2026-11-23T00:30:00.000Z'],
  ['2026-11-23T06:00:00-02', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T06:00:00−02:00', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T06:00Z', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23T06:00+02:00', '2026-11-23T04:00:00.000Z'],
  ['2026-11-23T06Z', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23t06:00:00z', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23 06:00:00Z', '2026-11-23T06:00:00.000Z'],
  [' 2026-11-23T06:00:00Z\n', '2026-11-23T06:00:00.000Z'],
  ['2026-11-23T24:00:00Z', '2026-11-24T00:00:00.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  // Without an offset, the time is in UTC, independent of the machine's time zone.
  ['2026-11-23T00:30:00', '2026-11-23T00:30:00.000Z'],
])('%j is %s', (text, instant) => {
  expect(Instant.parse(text)).toBe(instant);
});

test.each([
  '',
  ' ',
  'today',
  '1 November 2026',
  '11/30/2026',
  '1764000000',
  '/Date(1764000000000)/',
  '2026-11-30T25:00:00Z',
  '2026-11-30T24:00:01Z',
  '2026-11-30T10:60Z',
  '2026-11-30T10:00:61Z',
  '2026-11-30T10:00:60Z',
  '2026-11-30T10:00+24:00',
  '2026-11-30T10:00+02:60',
  '2026-02-30',
  '2026-04-31T00:00:00Z',
  '2026-13-01',
  '0000-01-01T00:00:00+14:00',
  '+275760-09-13T00:00:00Z',
  '9999-12-31T23:59:59-23:00',
])('rejects the date %j', (text) => {
  expect(Instant.safeParse(text).success).toBe(false);
});

test('accepts dates from 2000 on, up to a day after the clock', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const meant = (date: string | null | undefined) => plausibleDate(date, now);
  expect(meant('2000-01-01T00:00:00.000Z')).toBe('2000-01-01T00:00:00.000Z');
  expect(meant('2026-11-24T12:00:00.000Z')).toBe('2026-11-24T12:00:00.000Z');
  expect(meant('2026-11-24T12:00:00.001Z')).toBeNull();
  expect(meant('1999-12-31T23:59:59.999Z')).toBeNull();
  expect(meant('0001-01-01T00:00:00.000Z')).toBeNull();
  expect(meant('9999-12-31T23:59:59.999Z')).toBeNull();
  expect([meant(null), meant(undefined), meant('')]).toEqual([null, null, null]);
});

test.each([
  '2021-04-27T12:19:27.7211305Z',
  '2000-01-01T00:00:00.000Z',
  '0001-12-28T23:59:59.9999Z',
  '2021-13-27T12:19:27.721Z',
  '2021-00-27T12:19:27.721Z',
  '2021-02-30T12:19:27.721Z',
  '2021-04-27T24:19:27.721Z',
  '0000-04-27T12:19:27.721Z',
  '2021-04-27T12:19:27Z',
  '2021-04-27T12:19:27.7211305+02:00',
  ' 2021-04-27T12:19:27.7211305Z',
  '',
  null,
  7,
])('the fast parser returns the result of the complete one for %j, or undefined', (value) => {
  const quick = usualInstant(value);
  const thorough = Instant.safeParse(value);
  expect(quick === undefined || (thorough.success && thorough.data === quick)).toBe(true);
});

test('the fast parser reads dates in Graph’s usual form', () => {
  expect(usualInstant('2021-04-27T12:19:27.7211305Z')).toBe('2021-04-27T12:19:27.721Z');
});

test('the fast parser reads each day that every year has, and no other', () => {
  const days = Array.from({ length: 12 * 32 }, (_, index) => {
    const [month, day] = [Math.floor(index / 32) + 1, index % 32].map((n) => String(n).padStart(2, '0'));
    return `2027-${month}-${day}T12:19:27.721Z`;
  });
  const read = days.filter((day) => usualInstant(day) !== undefined);
  expect(read).toEqual(days.filter((day) => Instant.safeParse(day).success));
  expect(read).toHaveLength(365);
});
