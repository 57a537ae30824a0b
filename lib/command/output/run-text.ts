import { titleOf } from '../../collectors/registry.ts';
import { counted } from '../../domain/figure-text.ts';
import { graphQuote, unreadReason } from '../../domain/outcome-text.ts';
import { rejectionOf } from '../../domain/rejection.ts';
import type { SyncRun } from '../../domain/sync-run.ts';

/** Returns a line for each collector that a sync did not read: the reason, what to do, and Graph's own message. */
export function notCollected({ outcomes, error }: SyncRun): string[] {
  const lines = outcomes.flatMap((outcome) => {
    const why = unreadReason(outcome);
    if (!why) return [];
    const line = [
      `${titleOf(outcome.collector)} ${outcome.outcome} (${why.name}): ${why.remedy}`,
      graphQuote(why),
    ];
    return [line.filter(Boolean).join(' ')];
  });
  if (error) lines.push(`${rejectionOf(error).label} (${error.code ?? error.name}): ${error.remedy}`);
  return lines;
}

/** Returns a line with the collectors that collected, or no line. */
export function collected({ outcomes }: SyncRun): string[] {
  const titles = outcomes.flatMap((outcome) => {
    if (outcome.outcome !== 'collected') return [];
    return `${titleOf(outcome.collector)}${outcome.complete === false ? ' (partial)' : ''}`;
  });
  return titles.length > 0 ? [`Collected: ${titles.join(', ')}`] : [];
}

/** Returns the number of evidence items that a sync added, as text. */
export function collectedText({ outcomes }: SyncRun): string {
  return counted(outcomes.filter(({ outcome }) => outcome === 'collected').length, 'evidence item');
}
