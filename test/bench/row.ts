/** A line of the benchmark's table. */
export interface Row {
  what: string;
  value: string;
  /** The measured value divided by the value that it is compared with. */
  ratio?: number;
  /** The limit, for people. */
  limit?: string;
  /** Whether the limit is exceeded. */
  over?: boolean;
}

/** Returns a row whose ratio must not exceed the limit. */
export function limitedRow(what: string, value: string, ratio: number, limit: number): Row {
  return { what, value, ratio, limit: limit.toFixed(2), over: ratio > limit };
}

/** Returns the rows as a table, with columns as wide as their text. */
export function rowsAsText(rows: readonly Row[]): string {
  const lines = [['What', 'Value', 'Ratio', 'Limit', ''], ...rows.map(cells)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cells({ what, value, ratio, limit, over }: Row): string[] {
  const verdict = over ? 'OVER' : 'ok';
  return [what, value, ratio?.toFixed(2) ?? '–', limit ?? '–', limit === undefined ? '' : verdict];
}
