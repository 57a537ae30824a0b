import { expect, test } from '@jest/globals';
import { duration, exact, exactWithoutSharedDay, moment } from '../../../lib/export/html/time-text.ts';

test('a time to the minute says that it is UTC, and its attribute holds the exact time', async () => {
  expect(String(await moment('2026-11-23T06:00:02.311Z'))).toBe(
    '<time datetime="2026-11-23T06:00:02.311Z">2026-11-23 06:00 UTC</time>',
  );
});

test('an exact time keeps its milliseconds, and its day unless the other time is on the same day', () => {
  expect(exact('2026-11-23T06:00:02.311Z')).toBe('2026-11-23 06:00:02.311');
  expect(exactWithoutSharedDay('2026-11-23T06:00:02.000Z', '2026-11-23T05:00:00.000Z')).toBe('06:00:02.000');
  expect(exactWithoutSharedDay('2026-11-24T00:00:01.000Z', '2026-11-23T23:59:59.000Z')).toBe(
    '2026-11-24 00:00:01.000',
  );
});

test.each([
  [0, 'less than a minute'],
  [0.02, '1 minute'],
  [0.99, '59 minutes'],
  [1, '1 hour'],
  [47.9, '47 hours'],
  [48, '2 days'],
  [24_000, '1,000 days'],
])('%d hours are shown as %s, rounded down', (hours, text) => expect(duration(hours)).toBe(text));
