import { afterEach, expect, test } from '@jest/globals';
import { tableText } from '../../lib/command/table-text.ts';

const before = process.stdout.columns;
afterEach(() => {
  process.stdout.columns = before;
});

const widthAt = (columns: number | undefined) => {
  (process.stdout as { columns: number | undefined }).columns = columns;
  const text = tableText(
    [
      ['One', 'Two'],
      ['word '.repeat(40), 'unbreakable'.repeat(12)],
    ],
    [40, 50],
  );
  return Math.max(...text.split('\n').map(({ length }) => length));
};

test('a table is as wide as its columns say, where there is room', () => {
  expect(widthAt(undefined)).toBe(97);
  expect(widthAt(200)).toBe(97);
});

test('on a narrower terminal it is no wider than that', () => {
  expect(widthAt(80)).toBeLessThanOrEqual(80);
  expect(widthAt(60)).toBeLessThanOrEqual(60);
});
