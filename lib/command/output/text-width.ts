import wrapAnsi from 'wrap-ansi';

/** Columns where nobody says how many there are, as when a file is written to. */
const WIDTH = 100;

/** Columns that what is written to standard output may take. A terminal that does not know its size says 0. */
export function textWidth(): number {
  return Math.min(WIDTH, process.stdout.columns || WIDTH);
}

/** A line that is broken between words, and where one is longer than a line, in it; every part indented alike. */
export function wrapped(line: string, indent = ''): string {
  return wrapAnsi(line, Math.max(1, textWidth() - indent.length), { hard: true }).replaceAll(/^/gm, indent);
}
