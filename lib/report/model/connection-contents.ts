import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import { startOfRun } from '../../../lambdas/domain/execution.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import { HOUR } from '../../../lambdas/domain/time.ts';
import { eachItem } from '../../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../../lambdas/register/register-reader.ts';
import type { Range } from './period.ts';

/** What the register holds of one connection, as far as a report needs it; every list newest first. */
export interface ConnectionContents {
  /** The last ones up to the period's end. */
  recentRuns: SyncRun[];
  /** Of the period. */
  runs: SyncRun[];
  /** One for each collector of the registry, then for each that only the runs still name. */
  collectors: CollectorContents[];
  /** When the first sync of the period started; undefined where there is none. */
  firstSync: string | undefined;
  /** Whether there was a sync before the period. */
  syncedBefore: boolean;
}

export interface CollectorContents {
  collector: string;
  /** The newest evidence up to the period's end and what it is compared with, whether or not they are of the period. */
  newest: Evidence[];
  /** Of the period. */
  items: Evidence[];
  /** From shortly before the period, which may still cover its first days. */
  earlier: Evidence[];
}

export interface ContentsRequest {
  reader: RegisterReader;
  connection: string;
  range: Range;
  /** How long before the period evidence may still matter to it. */
  coversHours: number;
}

const RECENT = 20;
/** As much as DynamoDB gives at once: it ends a page at 1 MB. */
const PAGE = 1_000;

/** Reads one connection's partitions, all at once and to their ends. */
export async function readConnection(request: ContentsRequest): Promise<ConnectionContents> {
  const { reader, connection, range } = request;
  const { from, to } = range;
  const [{ items: recentRuns }, { items: before }, runs, ...current] = await Promise.all([
    reader.runs(connection, { to, limit: RECENT }),
    from === undefined ? { items: [] } : reader.runs(connection, { to: from, limit: 1 }),
    Array.fromAsync(eachItem((page) => reader.runs(connection, page), { ...range, limit: PAGE })),
    ...COLLECTORS.map(({ id }) => readCollector(id, request)),
  ]);
  const named = new Set(runs.flatMap(({ outcomes }) => outcomes.map(({ collector }) => collector)));
  const gone = [...named].filter((id) => !COLLECTORS.some((collector) => collector.id === id));
  const former = await Promise.all(gone.map((id) => readCollector(id, request)));
  const collectors = [...current, ...former];
  // Evidence whose run was broken off before it was recorded is of a sync all the same.
  const starts = [runs.at(-1)?.id, ...collectors.map(({ items }) => items.at(-1)?.run)];
  const [first] = starts.filter((id) => id !== undefined).toSorted();
  const syncedBefore = before.length > 0 || collectors.some(({ earlier }) => earlier.length > 0);
  return { recentRuns, runs, collectors, firstSync: first && startOfRun(first), syncedBefore };
}

async function readCollector(
  collector: string,
  { reader, connection, range, coversHours }: ContentsRequest,
): Promise<CollectorContents> {
  const { from, to } = range;
  const covering = from && new Date(Date.parse(from) - coversHours * HOUR).toISOString();
  const list = eachItem((page) => reader.history(connection, collector, page), {
    from: covering,
    to,
    limit: PAGE,
  });
  const [{ items: newest }, items] = await Promise.all([
    reader.history(connection, collector, { to, limit: 1 }),
    Array.fromAsync(list),
  ]);
  const [latest] = newest;
  const compared = latest && (await reader.comparedWith(latest));
  const inPeriod = ({ run }: Evidence) => from === undefined || run >= from;
  return {
    collector,
    newest: latest && compared ? [latest, compared] : newest,
    items: items.filter(inPeriod),
    earlier: items.filter((item) => !inPeriod(item)),
  };
}
