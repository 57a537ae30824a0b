import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { isWithin, type Period } from '../domain/period.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { eachItem } from '../register/register-pages.ts';
import type { EvidenceSource, RegisterReader } from '../register/register-reader.ts';
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

/**
 * Reads the history of each collector: of those of this version, and of those that the runs name. For requirements, reads
 * all collectors too, because each item keeps the requirements of its own time.
 */
export async function historyOf(
  reader: RegisterReader,
  query: EvidenceQuery,
  runs: readonly SyncRun[],
): Promise<RecordedEvidence[]> {
  const { requirements } = query;
  const sources = sourcesOf(query, runs);
  const period = runsAround(query);
  if (requirements.length > 0) {
    const expected = sources.filter(({ collector }) => mayMatch(collector, query));
    const others = sources.filter((source) => !expected.includes(source));
    // A damaged item does not show its requirements, so only a collector that serves the requirement has its items reported.
    const lists = [
      reader.forRequirements(requirements, expected, period),
      reader.ignoringDamage().forRequirements(requirements, others, period),
    ];
    return (await Promise.all(lists.map((list) => readList(list, query)))).flat();
  }
  const lists = sources.map(({ connection, collector }) =>
    eachItem((page) => reader.history(connection, collector, page), { ...period, limit: PAGE }),
  );
  return (await Promise.all(lists.map((list) => readList(list, query)))).flat();
}

function sourcesOf({ connections, collector }: EvidenceQuery, runs: readonly SyncRun[]): EvidenceSource[] {
  return connections.flatMap((connection) => {
    const named = runs.filter((run) => run.connection === connection).flatMap(({ outcomes }) => outcomes);
    const ids = new Set([...COLLECTORS.map(({ id }) => id), ...named.map((outcome) => outcome.collector)]);
    const wanted = collector === undefined ? [...ids] : [collector];
    return wanted.map((id) => ({ connection, collector: id }));
  });
}

async function readList(list: AsyncIterable<RecordedEvidence>, query: EvidenceQuery) {
  const read: RecordedEvidence[] = [];
  let wanted = 0;
  for await (const item of list) {
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
