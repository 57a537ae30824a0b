import type { Evidence } from '../domain/evidence.ts';
import type { Failure } from '../domain/failure.ts';
import { unreadReason } from '../domain/outcome-text.ts';
import { rejectionOf } from '../domain/rejection.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { dayOf } from '../domain/time.ts';
import { type Days, dayName } from './evidence-time.ts';

/** Days (`YYYY-MM-DD`, UTC), both included, on which evidence was due and is missing. */
export interface Gap {
  from: string;
  to: string;
  /** Number of days with a missing sync; excludes days between `from` and `to` on which no sync was due. */
  days: number;
  why: string;
}

interface Audited {
  days: Days;
  isDue: (day: number) => boolean;
  covered: ReadonlySet<number>;
  /** Returns why a day has no evidence. */
  why: (day: number) => string;
}

/** Returns the days on which evidence was due and is missing. Consecutive days with the same reason are one gap. */
export function gapsIn({ days, isDue, covered, why }: Audited): Gap[] {
  const gaps: Gap[] = [];
  let open: Gap | undefined;
  for (let day = days.first; day <= days.last; day++) {
    if (!isDue(day)) continue;
    if (covered.has(day)) {
      open = undefined;
      continue;
    }
    const reason = why(day);
    if (open?.why === reason) {
      open.to = dayName(day);
      open.days += 1;
    } else {
      open = { from: dayName(day), to: dayName(day), days: 1, why: reason };
      gaps.push(open);
    }
  }
  return gaps;
}

/**
 * Returns a function that says why a collector has no evidence of a day, from the last sync that started on that day.
 * `read` is the collector's evidence in and around the period.
 */
export function reasons(
  runs: readonly SyncRun[],
  collector: string,
  read: readonly Evidence[],
): (day: number) => string {
  const lastOf = new Map<number, SyncRun>();
  for (const run of runs.toReversed()) lastOf.set(dayOf(Date.parse(run.startedAt)), run);
  const itemOf = new Map(read.map((item) => [item.run, item]));
  return (day) => {
    const run = lastOf.get(day);
    if (!run) return 'no sync';
    const unread = reasonIn(run, collector);
    if (unread !== undefined) return unread;
    const item = itemOf.get(run.id);
    if (!item) return 'collected, but the item is not in the register';
    const readOn = dayOf(Date.parse(item.collectedAt));
    return readOn === day ? 'collected, but not for this requirement' : `read only on ${dayName(readOn)}`;
  };
}

/** Returns why a sync is not complete: its rejection, or each collector that failed. */
export function reasonsIn({ error, status, outcomes }: SyncRun): string {
  if (error) return rejectionReason(error);
  const failed = outcomes.flatMap((outcome) =>
    outcome.outcome === 'failed' ? [`${outcome.collector} failed: ${outcome.error.name}`] : [],
  );
  return failed.join('; ') || status;
}

function rejectionReason(error: Failure): string {
  return `${rejectionOf(error).inWords}: ${error.code ?? error.name}`;
}

/** Returns why a sync did not read a collector, in a few words; undefined if it did. */
export function reasonIn({ error, outcomes }: SyncRun, collector: string): string | undefined {
  if (error) return rejectionReason(error);
  const outcome = outcomes.find((candidate) => candidate.collector === collector);
  if (!outcome) return 'not reached';
  const why = unreadReason(outcome);
  return why && `${outcome.outcome}: ${why.name}`;
}
