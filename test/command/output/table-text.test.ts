import { afterEach, expect, test } from '@jest/globals';
import { tableText } from '../../../lib/command/output/table-text.ts';

const before = process.stdout.columns;
afterEach(() => {
  process.stdout.columns = before;
});

function textAt(columns: number | undefined, rows: string[][], widths = [40, 50]): string {
  (process.stdout as { columns: number | undefined }).columns = columns;
  return tableText([['One', 'Two'], ...rows], widths);
}

const widthOf = (text: string) => Math.max(...text.split('\n').map(({ length }) => length));
const LONG = [['word '.repeat(40), 'unbreakable'.repeat(12)]];

test('a table has the width of its columns if there is room or the width is unknown', () => {
  for (const columns of [undefined, 0, 200]) expect(widthOf(textAt(columns, LONG))).toBe(97);
});

test('a table is no wider than a narrower terminal', () => {
  for (const columns of [80, 60, 30]) expect(widthOf(textAt(columns, LONG))).toBeLessThanOrEqual(columns);
});

test('accepts more words than a call takes arguments', () => {
  const rows = Array.from({ length: 3_000 }, () => ['unbreakable'.repeat(3), 'a '.repeat(50)]);
  expect(textAt(34, rows)).toContain('unbreakable\n  Two: a a');
});

test('a column is as wide as its longest word, at the cost of another column', () => {
  const text = textAt(60, [['IdentityRiskyUser.Read.All', 'word '.repeat(20)]], [12, 60]);
  expect(text).toContain('║ IdentityRiskyUser.Read.All │');
  expect(widthOf(text)).toBeLessThanOrEqual(60);
});

test('rows become a list if words would have to be broken', () => {
  expect(textAt(34, [['Risky users\nnow', 'IdentityRiskyUser.Read.All\nMISSING']], [26, 26])).toBe(
    'Risky users, now\n  Two: IdentityRiskyUser.Read.All;\n  MISSING\n',
  );
});
