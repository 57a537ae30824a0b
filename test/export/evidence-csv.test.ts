import { expect, test } from '@jest/globals';
import type { Facts } from '../../lib/domain/observation.ts';
import { evidenceCsv, requirementsCsv } from '../../lib/export/evidence-csv.ts';
import { syncAt } from '../support/register-entries.ts';

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  ' =1',
  '"=1',
  "'=1",
  '＝1',
  '＠SUM(1)',
  '﹦1',
];

/** Returns evidence of one sync with these facts, as the register does. */
const recorded = (facts: Record<string, Facts>) =>
  syncAt('2026-11-23T06:00:00.000Z', 'a', facts).evidence.map((item) => ({ ...item, sha256: 'of the item' }));

const unquoted = (cell: string) => cell.replace(/^"|"$/g, '').replaceAll('""', '"');

/** Returns the cells of a line of standard CSV, which has commas. */
const atCommas = (line: string) => line.match(/"(?:[^"]|"")*"|[^,"]+/g) ?? [];

/** Returns the cells of the items' CSV in a spreadsheet that splits lines like this. */
function cellsOf(
  facts: Record<string, unknown>,
  change: object,
  split: (line: string) => string[],
): string[] {
  const items = syncAt('2026-11-23T06:00:00.000Z', 'a', { 'security-alerts': facts }).evidence;
  const csv = evidenceCsv(items.map((item) => ({ ...item, sha256: 's', ...change })));
  return csv.split('\r\n').flatMap(split).map(unquoted);
}

test.each([
  ['commas that are not quoted', atCommas],
  ['each semicolon', (line: string) => line.split(';')],
  ['each tab', (line: string) => line.split('\t')],
  ['each bar', (line: string) => line.split('|')],
  ['each comma, whatever the quotes say', (line: string) => line.split(/,(?!-?\d)/)],
])('no cell starts a formula if lines are split at %s', (_, split) => {
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
    const texts = { title: text, summary: text, missing: [text, text], caveats: [text], run: text, id: text };
    const cells = cellsOf(facts, { ...texts, connection: text, tenantId: text }, split);
    expect(cells.filter((cell) => /^["\s]*[=+\-@＝＋－＠﹦]/.test(cell))).toEqual([]);
  }
});

test('the facts are JSON with the same value', () => {
  const facts = { sampleTitles: ['x;=1+1', '-1', 'a @ b', '"=1"'], number: -7 };
  const csv = evidenceCsv(recorded({ 'security-alerts': facts }));
  const cell = /"(\{""sampleTitles.*?\})",/.exec(csv)?.[1]?.replaceAll('""', '"');
  expect(JSON.parse(cell ?? '')).toEqual(facts);
});

test('each figure has a column, which is empty if it was not read or is of another collector', () => {
  const items = recorded({ 'secure-score': { percentage: null }, 'security-alerts': { unresolved: 0 } });
  const [head = '', ...lines] = evidenceCsv(items).replace('\ufeff', '').trimEnd().split('\r\n');
  const column = head.split(',').indexOf('"UnresolvedAlerts"');
  expect(column).toBeGreaterThan(0);
  expect(lines.map((line) => line.match(/("(?:[^"]|"")*"|)(?:,|$)/g)?.[column])).toEqual([',', '"0",']);
  expect(head).toContain('"SecureScorePercentage"');
});

/** Returns a column's cell in the first line of CSV; empty cells have no quotes. */
function cellIn(csv: string, column: string): string | undefined {
  const [head = '', line = ''] = csv.replace('\ufeff', '').split('\r\n');
  const cells = line.match(/("(?:[^"]|"")*"|)(?:,|$)/g) ?? [];
  return cells[head.split(',').indexOf(`"${column}"`)]?.replace(/^"|",?$/g, '');
}

test('has a column for caveats', () => {
  const items = recorded({ 'secure-score': {} });
  const csv = evidenceCsv(
    items.map((item) => ({ ...item, missing: ['some'], caveats: ['One limit', 'another'] })),
  );
  expect(cellIn(csv, 'caveats')).toBe('One limit, another');
});

test('names the version of the collector, because an earlier version reads fewer facts', () => {
  const items = recorded({ 'secure-score': { percentage: 1 } });
  const earlier = items.map((item) => ({
    ...item,
    provenance: { ...item.provenance, collectorVersion: '1' },
  }));
  expect(cellIn(evidenceCsv(earlier), 'collectorVersion')).toBe('1');
  expect(cellIn(evidenceCsv(earlier), 'collector')).toBe('secure-score');
});

test('each hash has its own name, and remarks have a column', () => {
  const csv = evidenceCsv(recorded({ 'secure-score': { percentage: 1 } }), () => [
    'differs',
    'is dated in the future',
  ]);
  expect(cellIn(csv, 'sha256')).toBe('of the item');
  expect(cellIn(csv, 'answersSha256')).toBe('5'.repeat(64));
  expect(cellIn(csv, 'remarks')).toBe('differs, is dated in the future');
});

test('no cell has a control, bidirectional or zero-width character', () => {
  const text = 'a\u001b[31m\u202eb\u200bc\u0007';
  const cells = cellsOf({ [text]: text }, { title: text, summary: text, run: text }, atCommas).join('');
  expect(cells).not.toMatch(/[\p{Cc}\u202e\u200b]/u);
});

/** Returns the last three cells of a line, which hold no comma. */
const lastCells = (line: string) => line.split(',').slice(-3).map(unquoted);

test('has a line for each item and requirement, and keeps the columns of a line an item', () => {
  const [item, ...others] = recorded({ 'secure-score': { percentage: 60 }, 'risky-users': { atRisk: 1 } });
  const items = [item, ...others.map((other) => ({ ...other, requirements: [] }))].filter((one) => !!one);
  const [head = '', ...lines] = requirementsCsv(items, { wanted: [] }).trimEnd().split('\r\n');
  const [before = ''] = evidenceCsv(items).split('\r\n');
  expect(head).toBe(`${before},"framework","requirement","description"`);
  expect(lines.map(lastCells)).toEqual([
    ...(item?.requirements ?? []).map(({ framework, id, title }) => [framework, id, title]),
    ['', '', ''],
  ]);
  const wanted = [{ framework: 'soc2-2017', id: 'CC7.1' }];
  const chosen = requirementsCsv(items.slice(0, 1), { wanted }).trimEnd().split('\r\n').slice(1);
  expect(chosen.map((line) => lastCells(line).slice(0, 2))).toEqual([['soc2-2017', 'CC7.1']]);
});

test('no cell of a requirement starts a formula', () => {
  const [item] = recorded({ 'secure-score': { percentage: 60 } });
  const requirements = FORMULAS.map((formula) => ({ framework: formula, id: formula, title: formula }));
  const csv = requirementsCsv(item ? [{ ...item, requirements }] : [], { wanted: [] });
  const lines = csv.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(FORMULAS.length);
  for (const cell of lines.flatMap(lastCells)) expect(cell).not.toMatch(/^["\s]*[=+\-@＝＠﹦]/u);
});
