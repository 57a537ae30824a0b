import { visibleText } from '../../domain/visible-text.ts';
import { tableText } from './table-text.ts';
import { isTerminal } from './terminal.ts';

/** A column of a table. */
export interface Column<T> {
  head: string;
  /** Returns the cell of an item; each line of its text is a line of the box. */
  cell: (item: T) => string;
  /**
   * Its place on a terminal: the width of its box in columns of the terminal, a line in the box of the column before it,
   * or no place. In a pipe every column is separate.
   */
  box: number | 'line' | 'hidden';
}

/** Returns items as a table with boxes on a terminal, and as tab-separated rows under one header row in a pipe or a file. */
export function itemTable<T>(items: readonly T[], columns: readonly Column<T>[]): string {
  return isTerminal() ? boxes(items, columns) : tabSeparated(items, columns);
}

function boxes<T>(items: readonly T[], columns: readonly Column<T>[]): string {
  const shown = columns.filter(({ box }) => box !== 'hidden');
  const widths = shown.flatMap(({ box }) => (typeof box === 'number' ? box : []));
  const head = shown.flatMap(({ box, head }) => (typeof box === 'number' ? head : []));
  const rows = items.map((item) => {
    const cells: string[] = [];
    for (const { box, cell } of shown) {
      if (box === 'line') cells.push(`${cells.pop()}\n${cell(item)}`);
      else cells.push(cell(item));
    }
    return cells;
  });
  return tableText([head, ...rows], widths);
}

function tabSeparated<T>(items: readonly T[], columns: readonly Column<T>[]): string {
  const head = columns.map((column) => column.head);
  const rows = items.map((item) => columns.map(({ cell }) => oneLine(cell(item))));
  return [head, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
}

/** Returns a cell without tabs and line ends, which would end it: its lines become parts, separated by semicolons. */
function oneLine(cell: string): string {
  return cell
    .split(/[\n\r]+/)
    .map(visibleText)
    .filter((line) => line !== '')
    .join('; ');
}
