import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { startOfRun } from '../domain/execution.ts';
import { endOfPresent, isDatedInFuture, isInFuture } from '../domain/future.ts';
import { isWithin, type Period } from '../domain/period.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { HOUR } from '../domain/time.ts';
import { eachItem, firstOf, type PageRequest } from '../register/register-pages.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { runsAround } from '../register/runs-around.ts';

/** A connection to report on, with the settings that the register does not hold. */
export interface ReportedConnection {
  name: string;
  /** Its tenant's name and domains as `cdk.json` gives them. */
  title?: string | undefined;
  domains?: readonly string[] | undefined;
  /** Whether it is still synced. If not, no day needs evidence. */
  configured: boolean;
  /** Twice its schedule's interval: older evidence is stale. */
  staleAfterHours: number;
  /** Hours after its collection for which evidence covers a day; 0: only the day of collection. */
  coversHours: number;
  /** Returns whether its schedule has a sync on a day (days since 1970, UTC). */
  isDue: (day: number) => boolean;
  /** Its schedule's due syncs; null if the schedule is not recorded. */
  schedule: Schedule | null;
}

/** The part of one connection's register data that a report needs. Every list is newest first. */
export interface ConnectionHistory {
  /** The last 20 up to the period's end. */
  recentRuns: SyncRun[];
  /** The syncs of the period. */
  runs: SyncRun[];
  /** Syncs around the period and in the future, which may have read evidence of the period. */
  otherRuns: SyncRun[];
  /** One entry for each requested collector, then one for each former collector that the runs name. */
  collectors: CollectorContents[];
  /** When the first sync of the period started; undefined if there was no sync. */
  firstSync: string | undefined;
  /** Whether there was a sync before the period. */
  syncedBefore: boolean;
}

export interface CollectorContents {
  collector: string;
  /** The newest evidence up to the period's end and the evidence to compare it with; both may be older than the period. */
  newest: RecordedEvidence[];
  /** Evidence collected in the period. */
  items: RecordedEvidence[];
  /** Evidence from shortly before and after the period, which may cover days of it. */
  around: RecordedEvidence[];
  /** Evidence dated in the future. A clock was wrong, so it covers no day. */
  future: RecordedEvidence[];
}

interface ContentsRequest {
  reader: RegisterReader;
  connection: string;
  period: Period;
  /** Milliseconds since 1970. */
  now: number;
  /** Hours before the period in which evidence may still cover days of it. */
  coversHours: number;
  /** The collectors to read; by default all of this version, and the former ones that the runs name. */
  collectors?: readonly string[] | undefined;
}

const RECENT = 20;
/** Items per query, more than DynamoDB returns: it ends a query result at 1 MB. */
const PAGE = 1_000;
/** Reads one connection's partitions to their ends, in parallel. */
export async function readConnection(request: ContentsRequest): Promise<ConnectionHistory> {
  const { reader, connection, period, now } = request;
  const { from } = period;
  const { collectors: ids = COLLECTORS.map(({ id }) => id) } = request;
  const list = (page: PageRequest) => reader.runs(connection, page);
  const [{ items: recentRuns }, before, read, ...current] = await Promise.all([
    list({ to: endOf(period, now), limit: RECENT }),
    from === undefined ? undefined : firstOf(list, { to: from }),
    Array.fromAsync(eachItem(list, { ...around(request), limit: PAGE })),
    ...ids.map((id) => readCollector(id, request)),
  ]);
  const runs = read.filter(({ startedAt }) => !isInFuture(startedAt, now) && isWithin(startedAt, period));
  const named = new Set(runs.flatMap(({ outcomes }) => outcomes.map(({ collector }) => collector)));
  const gone = [...named].filter((id) => !COLLECTORS.some((collector) => collector.id === id));
  const former = request.collectors ? [] : await Promise.all(gone.map((id) => readCollector(id, request)));
  const collectors = [...current, ...former];
  // A run that was interrupted before it was recorded may still have evidence.
  const starts = [runs.at(-1)?.id, ...collectors.flatMap(({ items }) => items.map(({ run }) => run))];
  const [first] = starts.filter((id) => id !== undefined).toSorted();
  const isEarlier = ({ collectedAt }: RecordedEvidence) => from !== undefined && collectedAt < from;
  const otherRuns = read.filter((run) => !runs.includes(run));
  const syncedBefore = before !== undefined || collectors.some((one) => one.around.some(isEarlier));
  return { recentRuns, runs, otherRuns, collectors, firstSync: first && startOfRun(first), syncedBefore };
}

async function readCollector(collector: string, request: ContentsRequest): Promise<CollectorContents> {
  const { reader, connection, period, now } = request;
  const list = eachItem((page) => reader.history(connection, collector, page), {
    ...around(request),
    limit: PAGE,
  });
  const read = (await Array.fromAsync(list)).toSorted((a, b) => compare(b.collectedAt, a.collectedAt));
  const [future, present] = partition(read, (item) => isDatedInFuture(item, now));
  const [items, others] = partition(present, ({ collectedAt }) => isWithin(collectedAt, period));
  const end = endOf(period, now);
  const latest =
    present.find(({ collectedAt }) => collectedAt < end) ??
    (await reader.latest(connection, collector, { to: period.to, now }));
  const compared = latest && (await reader.comparedWith(latest));
  const newest = [latest, compared].filter((item) => item !== undefined);
  return { collector, newest, items, around: others, future };
}

/** Returns the period of runs whose evidence may be of the period or cover its days. Open-ended up to the present. */
function around({ period, now, coversHours }: ContentsRequest): Period {
  const { from, to } = runsAround(period, coversHours * HOUR);
  return { from, to: period.to !== undefined && Date.parse(period.to) < now ? to : undefined };
}

/** Returns the end of the period or of the present, whichever is earlier. */
function endOf({ to }: Period, now: number): string {
  const end = endOfPresent(now);
  return to !== undefined && to < end ? to : end;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

/** Compares ISO 8601 times in UTC as plain text, much faster than `localeCompare`. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
