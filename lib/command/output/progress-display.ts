import { styleText } from 'node:util';
import { createLogUpdate } from 'log-update';
import wrapAnsi from 'wrap-ansi';
import type { Mood, ProgressLine } from './progress-view.ts';

/** A display of progress. */
export interface ProgressDisplay {
  show(lines: readonly ProgressLine[]): void;
  /** Ends the display and keeps its last lines. */
  done(): void;
}

/** Columns before the text: a mark, the longest subject, and spaces. */
const MARGIN = 30;

const MARKS: Record<Mood, string> = { waiting: '·', good: '✔', skipped: '–', bad: '✖', note: '!' };
const COLOURS: Record<Mood, Parameters<typeof styleText>[0]> = {
  waiting: 'cyan',
  good: 'green',
  skipped: 'yellow',
  bad: 'red',
  note: 'yellow',
};

/** Returns a display with one line for each subject, updated in place on a terminal. Elsewhere it writes plain lines. */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  // Lines can only be updated in place if the terminal reports its size.
  return stream.isTTY && stream.rows > 0 ? inPlace(stream) : oneAfterAnother(stream);
}

/** A display that shows nothing. */
export const silentDisplay: ProgressDisplay = { show() {}, done() {} };

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
