import { HOUR, MINUTE } from '../domain/time.ts';
import type { LogEntry, SyncEntry } from '../log/entry.ts';
import type { Findings } from './finding.ts';

/**
 * Notes each sync that started later than the entry before it promised. Finds that the log was cut off if its last
 * promise was due before `until` (ISO 8601 in UTC).
 */
export function checkSchedule(entries: readonly LogEntry[], until: string, found: Findings): void {
  let due: string | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'sync') continue;
    if (due !== null && entry.startedAt > due) noteGap(entry, due, found);
    due = entry.nextDueBy;
  }
  if (due !== null && due < until)
    found.add('truncated', `The log ends although a sync should have started by ${due}, before ${until}`);
}

function noteGap({ index, run, startedAt }: SyncEntry, due: string, found: Findings): void {
  const late = Date.parse(startedAt) - Date.parse(due);
  const length = late < HOUR ? `${Math.ceil(late / MINUTE)} minutes` : `${Math.round(late / HOUR)} hours`;
  found.note('gap', `No sync started by ${due}; the next started ${length} later, at ${startedAt}`, {
    index,
    run,
  });
}
