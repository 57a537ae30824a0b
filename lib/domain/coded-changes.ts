import { errorText } from './error-text.ts';
import { changeText, figureText } from './figure-text.ts';
import type { ChangedReading, Reading } from './reading-change.ts';
import type { SyncChange } from './sync-change.ts';
import type { ChangedFigure } from './sync-review.ts';
import type { CrossedThreshold } from './threshold-state.ts';

const READING_TEXT: Record<Reading, string> = {
  collected: 'collected',
  partial: 'only a part collected',
  skipped: 'skipped',
  failed: 'failed',
  'not-reached': 'not reached',
};

/** Returns the change of a figure that crossed a limit. `title` is the collector's. */
export function thresholdChange(
  collector: string,
  title: string,
  { figure: { fact, label, unit }, state, value, limit }: CrossedThreshold,
): SyncChange {
  const position = state === 'within' ? 'back within the limit of' : state;
  return {
    kind: 'threshold',
    code: `${collector}.${fact}.${state}-threshold`,
    text: `${subject(title, label)}: ${figureText(value, unit)}, ${position} ${figureText(limit, unit)}`,
  };
}

/** Returns the change of a figure. A number that is missing was not read, which is not zero. */
export function figureChange(
  collector: string,
  title: string,
  { figure: { fact, label, unit }, before, after }: ChangedFigure,
): SyncChange {
  const [verb, text] = movement(before, after);
  return {
    kind: 'figure',
    code: `${collector}.${fact}.${verb}`,
    text: `${subject(title, label)}: ${text ?? changeText(before, after, unit)}`,
  };

  function movement(from: number | null, to: number | null): [verb: string, text?: string] {
    if (to === null) return ['unread', `${figureText(from, unit)} → not read`];
    if (from === null) return ['read', `not read → ${figureText(to, unit)}`];
    return [to > from ? 'rose' : 'fell'];
  }
}

/** Returns the change of a reading that ended differently from the previous sync. */
export function readingChange(
  title: string,
  { collector, before, after, error }: ChangedReading,
): SyncChange {
  const because = error ? ` (${errorText(error)})` : '';
  return {
    kind: 'reading',
    code: `${collector}.${after}`,
    text: `${title}: ${READING_TEXT[after]}${because}, before: ${READING_TEXT[before]}`,
  };
}

function subject(title: string, label: string): string {
  return title.toLowerCase() === label.toLowerCase() ? title : `${title}, ${label.toLowerCase()}`;
}
