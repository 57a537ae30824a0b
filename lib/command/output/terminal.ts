import wrapAnsi from 'wrap-ansi';

/** Columns if the width is unknown, for example in a file. */
const WIDTH = 100;

/** Returns whether a person reads standard output; if not, it goes into a pipe or a file. */
export function isTerminal(): boolean {
  return process.stdout.isTTY === true;
}

/** Returns the columns of standard output, at most 100. A terminal that does not know its size reports 0. */
export function textWidth(): number {
  return Math.min(WIDTH, process.stdout.columns || WIDTH);
}

/** Wraps a line between words, and within words that are longer than a line. Indents every part. */
export function wrapped(line: string, indent = ''): string {
  return wrapAnsi(line, Math.max(1, textWidth() - indent.length), { hard: true }).replaceAll(/^/gm, indent);
}
