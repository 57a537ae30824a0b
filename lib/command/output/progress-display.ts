import { styleText } from 'node:util';
import { createLogUpdate } from 'log-update';
import wrapAnsi from 'wrap-ansi';
import type { Mood, ProgressLine } from './progress-view.ts';

/** Where progress is shown. */
export interface ProgressDisplay {
  show(lines: readonly ProgressLine[]): void;
  /** Leaves what is shown as it is. */
  done(): void;
}

/** Columns before the text: a mark, the longest subject, and blanks. */
const MARGIN = 30;

const MARKS: Record<Mood, string> = { waiting: '·', good: '✔', skipped: '–', bad: '✖', note: '!' };
const COLOURS: Record<Mood, Parameters<typeof styleText>[0]> = {
  waiting: 'cyan',
  good: 'green',
  skipped: 'yellow',
  bad: 'red',
  note: 'yellow',
};

/** A line per subject that changes in place on a terminal; elsewhere plain lines, one after another. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  // A terminal that does not say its size has no place for lines that change.
  return stream.isTTY && stream.rows > 0 ? inPlace(stream) : oneAfterAnother(stream);
}

function inPlace(stream: NodeJS.WriteStream): ProgressDisplay {
  const update = createLogUpdate(stream);
  const shown = new Map<string, string>();
  return {
    show(lines) {
      for (const line of lines) shown.set(line.subject, inColour(line, stream));
      if (lines.length > 0) update([...shown.values()].join('\n'));
    },
    done: () => update.done(),
  };
}

function oneAfterAnother(stream: NodeJS.WriteStream): ProgressDisplay {
  return {
    show(lines) {
      for (const { subject, text } of lines) stream.write(`${subject}: ${text}\n`);
    },
    done() {},
  };
}

function inColour({ subject, mood, text }: ProgressLine, stream: NodeJS.WriteStream): string {
  const mark = styleText(COLOURS[mood], MARKS[mood], { stream });
  const wrapped = wrapAnsi(text, Math.max(MARGIN, stream.columns - MARGIN - 1));
  return `${mark} ${subject.padEnd(MARGIN - 3)} ${wrapped.replaceAll('\n', `\n${' '.repeat(MARGIN)}`)}`;
}
