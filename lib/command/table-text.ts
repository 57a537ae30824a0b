import { table } from 'table';

/** Columns that a table takes where nobody says how many there are. */
const WIDTH = 100;
/** Of a table's width, what its lines and blanks take of each column. */
const FRAME = 3;
const NARROWEST = 8;

/**
 * Rows as a table, with widths in the proportion given. It is as wide as they say together; on a narrower terminal it
 * is that wide.
 */
export function tableText(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const room = (process.stdout.columns ?? WIDTH) - FRAME * widths.length - 1;
  const wanted = widths.reduce((sum, width) => sum + width, 0);
  const scale = Math.min(1, room / wanted);
  const columns = widths.map((width) => ({
    width: Math.max(NARROWEST, Math.floor(width * scale)),
    wrapWord: true,
  }));
  return table(
    rows.map((row) => [...row]),
    { columns },
  );
}
