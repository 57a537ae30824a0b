import { counted } from '../../domain/figure-text.ts';
import { type Attention, SEVERITIES, type Severity } from './item.ts';

/** How much needs attention in a connection, and how many questions could not be judged. */
export interface AttentionCounts extends Record<Severity, number> {
  notJudged: number;
}

export function attentionCounts({ items, notJudged }: Attention): AttentionCounts {
  const number = (severity: Severity) => items.filter((item) => item.severity === severity).length;
  return {
    high: number('high'),
    medium: number('medium'),
    low: number('low'),
    notJudged: notJudged.reduce((sum, { asks }) => sum + asks.length, 0),
  };
}

/** Returns the number of items of each severity that has items: `2 high, 6 low`. Empty if there is no item. */
export function severitiesText(counts: AttentionCounts): string {
  const found = SEVERITIES.filter((severity) => counts[severity] > 0);
  return found.map((severity) => `${counts[severity]} ${severity}`).join(', ');
}

/** Returns the questions that are open: `12 questions could not be judged`. */
export function notJudgedText({ notJudged }: AttentionCounts): string {
  return `${counted(notJudged, 'question')} could not be judged`;
}
