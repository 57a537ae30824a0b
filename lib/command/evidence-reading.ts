import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { isWithin, type Period } from '../domain/period.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { nameOf } from '../register/integrity.ts';
import { eachItem, type PageRequest, type RegisterPage } from '../register/register-pages.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { runsAround } from '../register/runs-around.ts';
import { type Filters, fits, mayMatch } from './evidence-filters.ts';

/** The evidence that the user asks for. A period means the time at which evidence was collected. */
export interface EvidenceQuery extends Filters, Period {
  connections: readonly string[];
  /** Whether to find only the newest item of each connection and collector of this version. */
  latest: boolean;
  limit: number;
  /** Milliseconds since 1970. */
  now: number;
}

const PAGE = 100;

/** Returns the newest item of each connection and collector. */
export async function latestOf(reader: RegisterReader, query: EvidenceQuery): Promise<RecordedEvidence[]> {
  const { collector, from, to, now } = query;
  const ids = collector === undefined ? COLLECTORS.map(({ id }) => id) : [collector];
  const newest = query.connections.flatMap((connection) =>
    ids.map((id) => reader.latest(connection, id, { from, to, now })),
  );
  return (await Promise.all(newest)).filter((item) => item !== undefined);
}

type List = (page: PageRequest) => Promise<RegisterPage<RecordedEvidence>>;

/** Reads the history from its lists. Each requirement has a list over all connections; otherwise each collector has one. */
export async function historyOf(
  reader: RegisterReader,
  query: EvidenceQuery,
  runs: readonly SyncRun[],
): Promise<RecordedEvidence[]> {
  const { connections, requirements, collector } = query;
  if (requirements.length > 0) {
    const lists = requirements.map(
      ({ framework, id }): List =>
        (page) =>
          reader.forRequirement(framework, id, page),
    );
    const read = (await Promise.all(lists.map((list) => readList(list, query)))).flat();
    return [...read, ...(await unlisted(reader, query, runs, read))];
  }
  const lists = connections.flatMap((connection) => {
    const named = runs.filter((run) => run.connection === connection).flatMap(({ outcomes }) => outcomes);
    const ids = new Set([...COLLECTORS.map(({ id }) => id), ...named.map((outcome) => outcome.collector)]);
    const wanted = collector === undefined ? [...ids] : [collector];
    return wanted.map(
      (id): List =>
        (page) =>
          reader.history(connection, id, page),
    );
  });
  return (await Promise.all(lists.map((list) => readList(list, query)))).flat();
}

/** Returns evidence that its sync recorded, and that may be for a wanted requirement, but is missing from its list. */
async function unlisted(
  reader: RegisterReader,
  query: EvidenceQuery,
  runs: readonly SyncRun[],
  read: readonly RecordedEvidence[],
): Promise<RecordedEvidence[]> {
  const names = new Set(read.map(nameOf));
  const incomplete = runs.filter(({ connection, id, evidence = [] }) =>
    evidence.some(
      ({ collector }) => mayMatch(collector, query) && !names.has(nameOf({ connection, collector, run: id })),
    ),
  );
  const found: RecordedEvidence[] = [];
  for (const run of incomplete) found.push(...(await reader.evidenceOf(run)));
  return found.filter((item) => !names.has(nameOf(item)));
}

async function readList(list: List, query: EvidenceQuery): Promise<RecordedEvidence[]> {
  const read: RecordedEvidence[] = [];
  let wanted = 0;
  for await (const item of eachItem(list, { ...runsAround(query), limit: PAGE })) {
    if (!query.connections.includes(item.connection)) continue;
    read.push(item);
    if (isWanted(item, query)) wanted += 1;
    if (wanted > query.limit) break;
  }
  return read;
}

/** Returns whether an item passes the filters and was collected in the period. */
export function isWanted(item: RecordedEvidence, query: EvidenceQuery): boolean {
  return isWithin(item.collectedAt, query) && fits(item, query);
}
