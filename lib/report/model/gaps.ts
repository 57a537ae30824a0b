import { whyUnread } from '../../../lambdas/domain/outcome-text.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import { dayOf } from '../../../lambdas/domain/time.ts';
import { type Days, dayName } from './covered-days.ts';
import type { Gap } from './report-data.ts';

export interface Audited {
  days: Days;
  isDue: (day: number) => boolean;
  covered: ReadonlySet<number>;
  /** Why there is no evidence of a day. */
  why: (day: number) => string;
}

/** The days on which evidence was due and is missing; those that follow each other for one reason are one gap. */
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

/** Tells why a collector has no evidence of a day, by the last sync that started on it. */
export function reasons(runs: readonly SyncRun[], collector: string): (day: number) => string {
  const lastOf = new Map<number, SyncRun>();
  for (const run of runs.toReversed()) lastOf.set(dayOf(Date.parse(run.startedAt)), run);
  return (day) => {
    const run = lastOf.get(day);
    return run ? reasonIn(run, collector) : 'no sync';
  };
}

/** Why a sync has no evidence of a collector, in a few words. */
export function reasonIn({ error, outcomes }: SyncRun, collector: string): string {
  if (error) return `sign-in rejected: ${error.code ?? error.name}`;
  const outcome = outcomes.find((candidate) => candidate.collector === collector);
  if (!outcome) return 'not reached';
  const why = whyUnread(outcome);
  return why ? `${outcome.outcome}: ${why.name}` : 'collected, but not for this requirement';
}
