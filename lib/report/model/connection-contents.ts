import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { RecordedEvidence } from '../../../lambdas/domain/evidence.ts';
import { startOfRun } from '../../../lambdas/domain/execution.ts';
import { endOfPresent, isDatedInFuture, isInFuture } from '../../../lambdas/domain/future.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import { HOUR } from '../../../lambdas/domain/time.ts';
import { isWithin, runsAround } from '../../../lambdas/register/reading-period.ts';
import { eachItem, firstOf, type PageRequest } from '../../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../../lambdas/register/register-reader.ts';
import type { Range } from './period.ts';

/** What the register holds of one connection, as far as a report needs it; every list newest first. */
export interface ConnectionContents {
  /** The last ones up to the period's end. */
  recentRuns: SyncRun[];
  /** Of the period. */
  runs: SyncRun[];
  /** Read in addition, from around the period and from the future: evidence of the period may be of them. */
  otherRuns: SyncRun[];
  /** One for each collector that was asked for, then for each that only the runs still name. */
  collectors: CollectorContents[];
  /** When the first sync of the period started; undefined if there was no sync. */
  firstSync: string | undefined;
  /** Whether there was a sync before the period. */
  syncedBefore: boolean;
}

export interface CollectorContents {
  collector: string;
  /** The newest evidence up to the period's end and what it is compared with, whether or not they are of the period. */
  newest: RecordedEvidence[];
  /** Of the period, by the time at which they were collected. */
  items: RecordedEvidence[];
  /** From shortly before and after the period, which may still cover its days. */
  around: RecordedEvidence[];
  /** Dated in the future: a clock was wrong, so they are evidence of no day. */
  future: RecordedEvidence[];
}

export interface ContentsRequest {
  reader: RegisterReader;
  connection: string;
  range: Range;
  /** Milliseconds since 1970. */
  now: number;
  /** How long before the period evidence may still matter to it. */
  coversHours: number;
  /** Those to read; all of this version unless given. */
  collectors?: readonly string[] | undefined;
}

const RECENT = 20;
/** As much as DynamoDB gives at once: it ends a page at 1 MB. */
const PAGE = 1_000;
/** Reads one connection's partitions, all at once and to their ends. */
export async function readConnection(request: ContentsRequest): Promise<ConnectionContents> {
  const { reader, connection, range, now } = request;
  const { from } = range;
  const { collectors: ids = COLLECTORS.map(({ id }) => id) } = request;
  const list = (page: PageRequest) => reader.runs(connection, page);
  const [{ items: recentRuns }, before, read, ...current] = await Promise.all([
    list({ to: endOf(range, now), limit: RECENT }),
    from === undefined ? undefined : firstOf(list, { to: from }),
    Array.fromAsync(eachItem(list, { ...around(request), limit: PAGE })),
    ...ids.map((id) => readCollector(id, request)),
  ]);
  const runs = read.filter(({ startedAt }) => !isInFuture(startedAt, now) && isWithin(startedAt, range));
  const named = new Set(runs.flatMap(({ outcomes }) => outcomes.map(({ collector }) => collector)));
  const gone = [...named].filter((id) => !COLLECTORS.some((collector) => collector.id === id));
  const former = request.collectors ? [] : await Promise.all(gone.map((id) => readCollector(id, request)));
  const collectors = [...current, ...former];
  // Evidence whose run was interrupted before it was recorded is of a sync all the same.
  const starts = [runs.at(-1)?.id, ...collectors.flatMap(({ items }) => items.map(({ run }) => run))];
  const [first] = starts.filter((id) => id !== undefined).toSorted();
  const isEarlier = ({ collectedAt }: RecordedEvidence) => from !== undefined && collectedAt < from;
  const otherRuns = read.filter((run) => !runs.includes(run));
  const syncedBefore = before !== undefined || collectors.some((one) => one.around.some(isEarlier));
  return { recentRuns, runs, otherRuns, collectors, firstSync: first && startOfRun(first), syncedBefore };
}

async function readCollector(collector: string, request: ContentsRequest): Promise<CollectorContents> {
  const { reader, connection, range, now } = request;
  const list = eachItem((page) => reader.history(connection, collector, page), {
    ...around(request),
    limit: PAGE,
  });
  const read = (await Array.fromAsync(list)).toSorted((a, b) => compare(b.collectedAt, a.collectedAt));
  const [future, present] = partition(read, (item) => isDatedInFuture(item, now));
  const [items, others] = partition(present, ({ collectedAt }) => isWithin(collectedAt, range));
  const end = endOf(range, now);
  const latest =
    present.find(({ collectedAt }) => collectedAt < end) ??
    (await reader.latest(connection, collector, { to: range.to, now }));
  const compared = latest && (await reader.comparedWith(latest));
  const newest = [latest, compared].filter((item) => item !== undefined);
  return { collector, newest, items, around: others, future };
}

/** Which runs may have evidence of the period, or evidence that covers its days. Up to the present: to the register's end. */
function around({ range, now, coversHours }: ContentsRequest): Range {
  const { from, to } = runsAround(range, coversHours * HOUR);
  return { from, to: range.to !== undefined && Date.parse(range.to) < now ? to : undefined };
}

/** The end of the period, or of the present. */
function endOf({ to }: Range, now: number): string {
  const end = endOfPresent(now);
  return to !== undefined && to < end ? to : end;
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

/** ISO 8601 in UTC sorts as text; much faster than by locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
