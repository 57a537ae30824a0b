import { table } from 'table';
import { textWidth, wrapped } from './text-width.ts';

/** Of a table's width, what its lines and blanks take of each column. */
const FRAME = 3;
/** Longer words, which only a hostile name has, are broken. */
const LONGEST_WORD = 32;

type Rows = readonly (readonly string[])[];

/**
 * Rows, the first of which names the columns, as a table with widths in the proportion given: as wide as they say
 * together, or as the terminal where that is narrower. Where it is so narrow that words would have to be broken, a
 * list of the rows in place of a table.
 */
export function tableText(rows: Rows, widths: readonly number[]): string {
  const room = textWidth() - FRAME * widths.length - 1;
  const fitting = widthsThatFit(widths, longestWords(rows, widths.length), room);
  if (!fitting) return listText(rows);
  const columns = fitting.map((width) => ({ width, wrapWord: true }));
  return table(
    rows.map((row) => [...row]),
    { columns },
  );
}

/** Widths for the room, in proportion, but none less than it needs; undefined where the room does not suffice. */
function widthsThatFit(
  widths: readonly number[],
  needed: readonly number[],
  room: number,
): number[] | undefined {
  const scale = Math.min(1, room / sum(widths));
  const scaled = widths.map((width) => Math.floor(width * scale));
  let fitting = scaled.map((width, column) => Math.max(width, needed[column] ?? 0));
  for (let lacking = sum(fitting) - sum(scaled); lacking > 0; lacking--) {
    const spare = fitting.map((width, column) => width - (needed[column] ?? 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) return undefined;
    fitting = fitting.map((width, column) => (column === widest ? width - 1 : width));
  }
  return fitting;
}

function longestWords(rows: Rows, columns: number): number[] {
  const longest = new Array<number>(columns).fill(0);
  for (const row of rows)
    for (const [column, cell] of row.entries())
      for (const { length } of cell.split(/\s/)) longest[column] = Math.max(longest[column] ?? 0, length);
  return longest.map((length) => Math.min(LONGEST_WORD, length));
}

function listText([head = [], ...rows]: Rows): string {
  const records = rows.map(([first = '', ...cells]) =>
    [
      wrapped(first.replaceAll('\n', ', ')),
      ...cells.map((cell, index) => wrapped(`${head[index + 1]}: ${cell.replaceAll('\n', '; ')}`, '  ')),
    ].join('\n'),
  );
  return `${records.join('\n\n')}\n`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
