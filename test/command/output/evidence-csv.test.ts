import { expect, test } from '@jest/globals';
import { evidenceCsv } from '../../../lib/command/output/evidence-csv.ts';
import { syncAt } from '../../support/register-entries.ts';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '＝1', '＠SUM(1)'];

const unquoted = (cell: string) => cell.replace(/^"|"$/g, '').replaceAll('""', '"');

/** The cells of a line of CSV as its rules say, with commas between them. */
const atCommas = (line: string) => line.match(/"(?:[^"]|"")*"|[^,"]+/g) ?? [];

/** The cells of the items' CSV as a spreadsheet sees them that splits lines so. */
function cellsOf(
  facts: Record<string, unknown>,
  change: object,
  split: (line: string) => string[],
): string[] {
  const items = syncAt('2026-11-23T06:00:00.000Z', 'a', { 'security-alerts': facts }).evidence;
  const csv = evidenceCsv(items.map((item) => ({ ...item, ...change })));
  return csv.split('\r\n').flatMap(split).map(unquoted);
}

test.each([
  ['commas that are not quoted', atCommas],
  ['each semicolon', (line: string) => line.split(';')],
  ['each tab', (line: string) => line.split('\t')],
  ['each bar', (line: string) => line.split('|')],
])('split at %s, no cell begins as a formula', (_, split) => {
  const hostile = FORMULAS.flatMap((formula) => [
    formula,
    `x;${formula};y`,
    `x;"${formula}"`,
    `x; ' "${formula}`,
    `x, ${formula}`,
    `x|${formula}`,
    `x\t${formula}`,
  ]);
  for (const text of hostile) {
    const facts = { sampleTitles: [text], [text]: text };
    const cells = cellsOf(
      facts,
      { title: text, summary: text, missing: [text, text], caveats: [text] },
      split,
    );
    expect(cells.filter((cell) => /^["\s]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
  }
});

test('the facts are JSON that says the same', () => {
  const facts = { sampleTitles: ['x;=1+1', '-1', 'a @ b', '"=1"'], number: -7 };
  const csv = evidenceCsv(syncAt('2026-11-23T06:00:00.000Z', 'a', { 'security-alerts': facts }).evidence);
  const cell = /"(\{""sampleTitles.*?\})",/.exec(csv)?.[1]?.replaceAll('""', '"');
  expect(JSON.parse(cell ?? '')).toEqual(facts);
});

test('each figure has a column; it is empty where it was not read, or is of another collector', () => {
  const items = syncAt('2026-11-23T06:00:00.000Z', 'a', {
    'secure-score': { percentage: null },
    'security-alerts': { unresolved: 0 },
  }).evidence;
  const [head = '', ...lines] = evidenceCsv(items).replace('\ufeff', '').trimEnd().split('\r\n');
  const column = head.split(',').indexOf('"UnresolvedAlerts"');
  expect(column).toBeGreaterThan(0);
  expect(lines.map((line) => line.match(/("(?:[^"]|"")*"|)(?:,|$)/g)?.[column])).toEqual([',', '"0",']);
  expect(head).toContain('"SecureScorePercentage"');
});

test('has a column for caveats', () => {
  const items = syncAt('2026-11-23T06:00:00.000Z').evidence.slice(0, 1);
  const csv = evidenceCsv(
    items.map((item) => ({ ...item, missing: ['some'], caveats: ['One limit', 'another'] })),
  );
  const [head = [], line = []] = csv
    .replace('\ufeff', '')
    .split('\r\n')
    .map((row): string[] => [...atCommas(row)].map(unquoted));
  expect(line[head.indexOf('caveats')]).toBe('One limit, another');
});
