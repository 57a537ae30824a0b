import { afterEach, expect, test } from '@jest/globals';
import { timeRange } from '../../lib/command/time-range.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const before = process.env.TZ;
afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

test('a day is the complete day; the range includes both ends', () => {
  expect(timeRange({ from: '2026-11-01', to: '2026-11-30' }, NOW)).toEqual({
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
  });
});

test.each(['UTC', 'America/New_York', 'Asia/Tokyo'])('a time without an offset is UTC even in %s', (zone) => {
  process.env.TZ = zone;
  expect(timeRange({ from: '2026-11-22T06:00', to: '2026-11-22 06:00:30' }, NOW)).toEqual({
    from: '2026-11-22T06:00:00.000Z',
    to: '2026-11-22T06:00:30.001Z',
  });
});

test('applies an offset', () => {
  expect(timeRange({ from: '2026-11-22T06:00+02:00' }, NOW).from).toBe('2026-11-22T04:00:00.000Z');
  expect(timeRange({ from: '2026-11-22T06:00:00.5Z' }, NOW).from).toBe('2026-11-22T06:00:00.500Z');
});

test('an end after the year 9999 means no end', () => {
  expect(timeRange({ to: '9999-12-31' }, NOW)).toEqual({});
});

test.each([
  'yesterday',
  '2026-11',
  '2026',
  '2026-02-30',
  '2026-11-31T06:00',
  '2026-11-30T25:00',
  '2026-1-3',
  '',
  '2026-11-30T06',
])('rejects “%s”', (typed) => {
  expect(() => timeRange({ from: typed }, NOW)).toThrow(`--from ${typed} is not a time`);
  expect(() => timeRange({ to: typed }, NOW)).toThrow(`--to ${typed} is not a time`);
});

test('rejects a range that ends before it begins', () => {
  expect(() => timeRange({ from: '2026-11-02', to: '2026-11-01' }, NOW)).toThrow(
    '--from 2026-11-02 is after --to 2026-11-01',
  );
});
