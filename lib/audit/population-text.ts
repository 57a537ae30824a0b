import { counted } from '../domain/figure-text.ts';
import type { Population } from './population.ts';

/**
 * Returns a population as one line: `due 90 syncs: 83 complete, 2 incomplete, 2 rejected, 3 missing`, and the syncs that are
 * not counted. Says why if nothing is counted.
 */
export function populationText({ counts, notCounted, additional, outside }: Population): string {
  if (!counts) return `due syncs are not counted, because ${notCounted}`;
  const { due, complete, incomplete, rejected, missing } = counts;
  const outcomes = `${complete} complete, ${incomplete} incomplete, ${rejected} rejected, ${missing} missing`;
  const others = [
    ...(additional > 0 ? [`in addition ${counted(additional, 'sync')} beyond the due ones`] : []),
    ...(outside > 0 ? [`${counted(outside, 'sync')} for a due time that is not counted yet`] : []),
  ];
  return [`due ${counted(due, 'sync')}: ${due === 0 ? 'none' : outcomes}`, ...others].join('; ');
}

/** The rule by which a sync counts for a due time. The report prints it. */
export const POPULATION_RULE =
  'One sync is due on each day, in each hour or at each time that the schedule names (UTC). The first sync that the schedule started then counts; without it, the first complete manual sync, else the last. Further syncs are additional. A due sync counts once its time is over.';
