import { COLLECTORS } from '../../../lambdas/collectors/registry.ts';
import type { Evidence } from '../../../lambdas/domain/evidence.ts';
import type { SyncRun } from '../../../lambdas/domain/sync-run.ts';
import type { PageRequest, RegisterPage } from '../../../lambdas/register/register-pages.ts';
import type { RegisterReader } from '../../../lambdas/register/register-reader.ts';
import { HOUR, type Range } from './period.ts';

/** What the register holds of one connection, as far as a report needs it; every list newest first. */
export interface ConnectionContents {
  recentRuns: SyncRun[];
  /** Of the period. */
  runs: SyncRun[];
  /** One for each collector of the registry, then for each that only the runs still name. */
  collectors: CollectorContents[];
}

export interface CollectorContents {
  collector: string;
  /** The newest evidence there is and the one before it, whether or not they are of the period. */
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
  now: number;
  /** How long before the period evidence may still matter to it. */
  coversHours: number;
}

const RECENT = 20;
/** As much as DynamoDB gives at once: it ends a page at 1 MB. */
const PAGE = 1_000;

/** Reads one connection's partitions, all at once and to their ends. */
export async function readConnection(request: ContentsRequest): Promise<ConnectionContents> {
  const { reader, connection, range, now } = request;
  const [{ items: recentRuns }, runs, ...current] = await Promise.all([
    reader.runs(connection, { to: new Date(now).toISOString(), limit: RECENT }),
    everyItem((page) => reader.runs(connection, page), range),
    ...COLLECTORS.map(({ id }) => readCollector(id, request)),
  ]);
  const named = new Set(runs.flatMap(({ outcomes }) => outcomes.map(({ collector }) => collector)));
  const gone = [...named].filter((id) => !COLLECTORS.some((collector) => collector.id === id));
  const former = await Promise.all(gone.map((id) => readCollector(id, request)));
  return { recentRuns, runs, collectors: [...current, ...former] };
}

async function readCollector(
  collector: string,
  { reader, connection, range, now, coversHours }: ContentsRequest,
): Promise<CollectorContents> {
  const { from, to } = range;
  const before = from && new Date(Date.parse(from) - coversHours * HOUR).toISOString();
  const [newest, items] = await Promise.all([
    reader.history(connection, collector, { to: new Date(now).toISOString(), limit: 2 }),
    everyItem((page) => reader.history(connection, collector, page), { from: before, to }),
  ]);
  const inPeriod = ({ run }: Evidence) => from === undefined || run >= from;
  return {
    collector,
    newest: newest.items,
    items: items.filter(inPeriod),
    earlier: items.filter((item) => !inPeriod(item)),
  };
}

async function everyItem<T>(
  read: (page: PageRequest) => Promise<RegisterPage<T>>,
  range: Pick<PageRequest, 'from' | 'to'>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ ...range, cursor, limit: PAGE });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
