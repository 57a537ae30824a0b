import { table } from 'table';
import { textWidth, wrapped } from './terminal.ts';

/** Columns of the terminal that the lines and spaces of each table column take. */
const FRAME = 3;
/** Longer words are broken; only hostile names have them. */
const LONGEST_WORD = 32;

type Rows = readonly (readonly string[])[];

/**
 * Returns rows as a table; the first row has the column names. The columns have the given widths, scaled down if the
 * terminal is narrower. Returns a list instead if the terminal is so narrow that words would break.
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

/** Returns the widths scaled to the room, each at least as wide as needed; undefined if the room is too small. */
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
