import { afterEach, describe, expect, test } from '@jest/globals';
import { type TypedRange, timeRange } from '../../lib/command/time-range.ts';

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

describe('--last', () => {
  test.each([
    ['1d', '2026-11-30'],
    ['90d', '2026-09-02'],
    ['2w', '2026-11-17'],
    ['1m', '2026-10-31'],
    ['3m', '2026-08-31'],
    ['9m', '2026-03-01'],
    ['12m', '2025-12-01'],
  ])('%s begins on %s, and has no end', (last, day) => {
    expect(timeRange({ last }, NOW)).toEqual({ from: `${day}T00:00:00.000Z` });
  });

  test.each(['UTC', 'America/New_York', 'Asia/Tokyo'])('counts days in UTC even in %s', (zone) => {
    process.env.TZ = zone;
    for (const [time, day] of [
      ['2026-11-30T00:00:00Z', '2026-11-30'],
      ['2026-11-29T23:59:59Z', '2026-11-29'],
    ] as const)
      expect(timeRange({ last: '1d' }, Date.parse(time)).from).toBe(`${day}T00:00:00.000Z`);
  });

  test.each(['90', '0d', '-3d', 'd', '1.5d', '3y', '90 days', '10000d', ''])('rejects “%s”', (last) => {
    expect(thrownBy({ last })).toMatchObject({
      message: `--last ${last} is not a number of days, weeks or months`,
      remedy: expect.stringContaining('90d'),
    });
  });
});

describe('--period', () => {
  test.each([
    ['2026', '2026-01-01', '2027-01-01'],
    ['2026-H1', '2026-01-01', '2026-07-01'],
    ['2026-h2', '2026-07-01', '2027-01-01'],
    ['2026-Q3', '2026-07-01', '2026-10-01'],
    ['2026-Q4', '2026-10-01', '2027-01-01'],
    ['2026-07', '2026-07-01', '2026-08-01'],
    ['2028-02', '2028-02-01', '2028-03-01'],
  ])('%s is from %s to the start of %s', (period, from, to) => {
    expect(timeRange({ period }, NOW)).toEqual({
      from: `${from}T00:00:00.000Z`,
      to: `${to}T00:00:00.000Z`,
    });
  });

  test.each(['2026-Q5', '2026-H3', '2026-13', '2026-7', 'Q3', '26', '2026-07-01', '0026', ''])(
    'rejects “%s”',
    (period) => {
      expect(thrownBy({ period })).toMatchObject({
        message: `--period ${period} is not a period`,
        remedy: expect.stringContaining('2026-Q3'),
      });
    },
  );
});

test.each<[TypedRange, string]>([
  [{ last: '90d', period: '2026' }, '--last and --period cannot be used together'],
  [{ from: '2026-11-01', last: '90d' }, '--from and --last cannot be used together'],
  [{ to: '2026-11-01', period: '2026' }, '--to and --period cannot be used together'],
])('rejects %j', (typed, message) => {
  expect(thrownBy(typed)).toMatchObject({ name: 'WrongUsage', message });
});

function thrownBy(typed: TypedRange): unknown {
  try {
    return timeRange(typed, NOW);
  } catch (error) {
    return error;
  }
}
