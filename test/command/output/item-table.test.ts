import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Column, itemTable } from '../../../lib/command/output/item-table.ts';
import { asTerminal } from '../../support/terminal.ts';

interface Item {
  name: string;
  state: string;
  text: string;
}

const COLUMNS: Column<Item>[] = [
  { head: 'Name', cell: ({ name }) => name, box: 10 },
  { head: 'State', cell: ({ state }) => state, box: 'line' },
  { head: 'Text', cell: ({ text }) => text, box: 20 },
  { head: 'Only in a pipe', cell: () => 'yes', box: 'hidden' },
];
const LONG = 'word '.repeat(100).trim();
const ITEMS = [
  { name: 'a', state: 'good', text: LONG },
  { name: 'tab\there', state: '', text: 'two\r\nlines\n\u001b[31mred' },
];

let giveBack: () => void;
const { columns } = process.stdout;
afterEach(() => {
  giveBack();
  process.stdout.columns = columns;
});

describe('into a pipe', () => {
  beforeEach(() => {
    giveBack = asTerminal(false);
    process.stdout.columns = 30;
  });

  test('a table is a header row and a tab-separated row for each item, at any width', () => {
    expect(itemTable(ITEMS, COLUMNS).split('\n')).toEqual([
      'Name\tState\tText\tOnly in a pipe',
      `a\tgood\t${LONG}\tyes`,
      'tab here\t\ttwo; lines; [31mred\tyes',
      '',
    ]);
  });

  test('a table without items is its header row', () => {
    expect(itemTable([], COLUMNS)).toBe('Name\tState\tText\tOnly in a pipe\n');
  });
});

describe('on a terminal', () => {
  beforeEach(() => {
    giveBack = asTerminal();
    process.stdout.columns = 100;
  });

  test('a table has boxes; a cell may be a line in the box before it, or be hidden', () => {
    expect(itemTable([{ name: 'a', state: 'good', text: 'b' }], COLUMNS).split('\n')).toEqual([
      '╔════════════╤══════════════════════╗',
      '║ Name       │ Text                 ║',
      '╟────────────┼──────────────────────╢',
      '║ a          │ b                    ║',
      '║ good       │                      ║',
      '╚════════════╧══════════════════════╝',
      '',
    ]);
  });
});
