import { isInFuture } from '../domain/future.ts';
import { isWithin } from '../domain/period.ts';
import type { DueSlot, Schedule } from '../domain/schedule.ts';
import type { SyncRun, SyncStatus } from '../domain/sync-run.ts';
import { answersOf } from './answered-slots.ts';
import type { ConnectionHistory } from './connection-history.ts';
import { reasonsIn } from './gaps.ts';
import { missingReasons, type UnreadableRuns } from './missing-syncs.ts';
import type { AuditPeriod } from './period.ts';

/** Every due sync of a period, with its outcome. */
export interface Population {
  /** The schedule whose due syncs are counted; null if nothing is counted. */
  schedule: string | null;
  /** Why nothing is counted; null if the syncs are counted. */
  notCounted: string | null;
  /** The due syncs, oldest first. */
  due: DueSync[];
  /** Null if nothing is counted. */
  counts: PopulationCounts | null;
  /** Syncs of the period in addition to the due ones: manual syncs and repetitions. */
  additional: number;
  /** Syncs of the period whose due time is not counted, because it is not over yet or lies at the edge of the period. */
  outside: number;
  /** Sentences that limit the count. */
  caveats: string[];
}

export type DueOutcome = SyncStatus | 'missing';

interface PopulationCounts extends Record<DueOutcome, number> {
  due: number;
}

export interface DueSync {
  /** The day (`2026-09-01`) or the time (`2026-09-01T05:00Z`). */
  due: string;
  outcome: DueOutcome;
  /** The id of the sync that counts for it; absent if it is missing. */
  run?: string;
  /** The index of the sync's entry in the signed log; absent if it is not sealed or if the log was not read. */
  number?: number;
  /** Why it is incomplete, rejected or missing. */
  why?: string;
}

/** The part of a connection's history that its population is counted from. */
export interface Counted
  extends Pick<ConnectionHistory, 'runs' | 'otherRuns' | 'firstSync' | 'syncedBefore'> {
  configured: boolean;
  /** Null if it is not recorded. */
  schedule: Schedule | null;
  unreadable: UnreadableRuns;
  /** The index in the signed log of each run. */
  numbers?: ReadonlyMap<string, number> | undefined;
}

/** More than a sync each quarter of an hour in a year. */
const MOST = 50_000;

/**
 * Returns every due sync of a period with its outcome. A due sync counts once its time is over, from the chosen start of the
 * period or else from the connection's first sync. At the edges of a period, which can lie within a due day or hour, it counts
 * only if it was answered in the period. `now` is in milliseconds since 1970.
 */
export function populationOf(connection: Counted, period: AuditPeriod, now: number): Population {
  const { configured, schedule, firstSync } = connection;
  if (!configured) return notCounted('it is no longer synced, so its schedule is unknown');
  if (!schedule) return notCounted('its schedule is not recorded');
  const from = period.chosen ? period.from : firstSync;
  const runs = connection.runs.length;
  if (!from) return counted(schedule, [], { additional: 0, outside: 0 });
  const span = { from: Date.parse(from), to: Date.parse(period.to) };
  // A late sync of the slot before the period, or after its last slot, is not a sync of the period's own slots.
  const slots = firstOf(schedule.slots(span.from - schedule.window - 1, span.to + schedule.window), MOST);
  if (!slots)
    return notCounted(`its schedule has more than ${MOST} due syncs in the period; choose a shorter one`);
  const present = [...connection.runs, ...connection.otherRuns].filter(
    ({ startedAt }) => !isInFuture(startedAt, now),
  );
  const answers = answersOf(slots, present, schedule.window);
  const inPeriod = (run: SyncRun | undefined) =>
    run !== undefined && isWithin(run.startedAt, { from, to: period.to });
  const counts = ({ start, end }: DueSlot, run: SyncRun | undefined) => {
    if (end + schedule.window > now || end <= span.from || start >= span.to) return false;
    return (start >= span.from && end <= span.to) || inPeriod(run);
  };
  const due = slots.filter((slot) => counts(slot, answers.get(slot)));
  const answering = slots.filter((slot) => inPeriod(answers.get(slot)));
  const outside = answering.filter((slot) => !counts(slot, answers.get(slot))).length;
  const why = missingReasons(connection);
  const list = due.map((slot) => dueSync(slot, answers.get(slot), why, connection.numbers));
  return counted(schedule, list, { additional: runs - answering.length, outside });
}

function dueSync(
  slot: DueSlot,
  run: SyncRun | undefined,
  whyMissing: (slot: DueSlot) => string,
  numbers: Counted['numbers'],
): DueSync {
  if (!run) return { due: slot.due, outcome: 'missing', why: whyMissing(slot) };
  const number = numbers?.get(run.id);
  return {
    due: slot.due,
    outcome: run.status,
    run: run.id,
    ...(number !== undefined && { number }),
    ...(run.status !== 'complete' && { why: reasonsIn(run) }),
  };
}

function counted(
  { frequency }: Schedule,
  due: DueSync[],
  others: Pick<Population, 'additional' | 'outside'>,
): Population {
  const number = (outcome: DueOutcome) => due.filter((one) => one.outcome === outcome).length;
  return {
    schedule: frequency,
    notCounted: null,
    due,
    counts: {
      due: due.length,
      complete: number('complete'),
      incomplete: number('incomplete'),
      rejected: number('rejected'),
      missing: number('missing'),
    },
    ...others,
    caveats: [
      `Counted by the present schedule (${frequency}). If the schedule changed in the period, the counts before the change are wrong.`,
    ],
  };
}

function notCounted(why: string): Population {
  const none = { schedule: null, due: [], counts: null, additional: 0, outside: 0, caveats: [] };
  return { ...none, notCounted: why };
}

/** Returns the items as a list; undefined if there are more than `most`. */
function firstOf<T>(items: Iterable<T>, most: number): T[] | undefined {
  const list: T[] = [];
  for (const item of items) if (list.push(item) > most) return undefined;
  return list;
}
