import { stringify } from 'csv-stringify/sync';

/** Returns rows as CSV for spreadsheets. The caller makes the cells safe, because a formula can also start within one. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(rows as (string | number)[][], {
    quoted: true,
    escape_formulas: true,
    // Excel recognizes UTF-8 by the byte order mark and these line ends.
    bom: true,
    record_delimiter: 'windows',
  });
}
