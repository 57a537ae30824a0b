import { COLLECTORS } from '../collectors/registry.ts';
import type { RecordedEvidence } from '../domain/evidence.ts';
import { isWithin, type Period } from '../domain/period.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { findingsIn, nameOf } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import { eachItem, type PageRequest, type RegisterPage } from '../register/register-pages.ts';
import { runsAround } from '../register/runs-around.ts';
import { type Filters, fits, mayMatch } from './evidence-filters.ts';
import type { OpenedRegister } from './opened-register.ts';

/** The evidence that the user asks for. A period means the time at which evidence was collected. */
export interface EvidenceQuery extends Filters, Period {
  connections: readonly string[];
  /** Whether to find only the newest item of each connection and collector of this version. */
  latest: boolean;
  limit: number;
  /** Milliseconds since 1970. */
  now: number;
}

export interface FoundEvidence {
  /** Newest first, by the start of its sync. */
  evidence: RecordedEvidence[];
  /** Items that differ from what their syncs recorded, or could not be read. */
  damaged: RegisterFinding[];
}

type Register = Pick<OpenedRegister, 'reader' | 'damaged'>;

const PAGE = 100;

/** Returns the selected evidence, and compares it with what its syncs recorded. */
export async function findEvidence(register: Register, query: EvidenceQuery): Promise<FoundEvidence> {
  const runs = query.latest ? [] : await runsOf(register, query);
  const read = query.latest ? await latestOf(register, query) : await historyOf(register, query, runs);
  const found = sorted(read.filter((item) => isWanted(item, query)));
  const evidence = found.slice(0, query.limit);
  const oldest = found.length > query.limit ? (evidence.at(-1)?.run ?? '') : '';
  const known = query.latest ? await runsOfItems(register, query, read) : runs;
  const newest = newestOf(known);
  const findings = findingsIn({
    evidence: read,
    runs: known,
    isExpected: (run, collector) =>
      mayMatch(collector, query) &&
      isWithin(run.startedAt, query) &&
      (query.latest ? newest.has(run) : run.id > oldest),
    damaged: register.damaged(),
    now: query.now,
  });
  const shown = new Set(evidence.map(nameOf));
  const others = new Set(read.map(nameOf).filter((name) => !shown.has(name)));
  return {
    evidence,
    damaged: [...register.damaged(), ...findings.filter(({ item }) => !others.has(item))],
  };
}

/** Returns the newest run of each connection. */
function newestOf(runs: readonly SyncRun[]): ReadonlySet<SyncRun> {
  const newest = new Map<string, SyncRun>();
  for (const run of runs) {
    const other = newest.get(run.connection);
    if (!other || other.id < run.id) newest.set(run.connection, run);
  }
  return new Set(newest.values());
}

function sorted(items: readonly RecordedEvidence[]): RecordedEvidence[] {
  const once = new Map(items.map((item) => [nameOf(item), item]));
  return [...once.values()].toSorted((a, b) => b.run.localeCompare(a.run));
}

async function latestOf({ reader }: Register, query: EvidenceQuery): Promise<RecordedEvidence[]> {
  const { collector, from, to, now } = query;
  const ids = collector === undefined ? COLLECTORS.map(({ id }) => id) : [collector];
  const newest = query.connections.flatMap((connection) =>
    ids.map((id) => reader.latest(connection, id, { from, to, now })),
  );
  return (await Promise.all(newest)).filter((item) => item !== undefined);
}

/** Returns the runs of the latest evidence, and the newest run of each connection, which may have recorded later evidence. */
async function runsOfItems(
  { reader }: Register,
  { connections, now }: EvidenceQuery,
  items: readonly RecordedEvidence[],
): Promise<SyncRun[]> {
  const latest = await Promise.all(connections.map((connection) => reader.latestRun(connection, now)));
  const newest = latest.filter((run) => run !== undefined);
  const isRead = (item: RecordedEvidence) =>
    newest.some(({ connection, id }) => connection === item.connection && id === item.run);
  const left = items.filter((item) => !isRead(item));
  const named = new Map(left.map(({ connection, run }) => [`${connection} ${run}`, { connection, run }]));
  const others = [...named.values()].map(({ connection, run }) => reader.run(connection, run));
  return [...newest, ...(await Promise.all(others)).filter((run) => run !== undefined)];
}

async function runsOf({ reader }: Register, query: EvidenceQuery): Promise<SyncRun[]> {
  const range = { ...runsAround(query), limit: 1_000 };
  const lists = query.connections.map((connection) =>
    Array.fromAsync(eachItem((page) => reader.runs(connection, page), range)),
  );
  return (await Promise.all(lists)).flat();
}

type List = (page: PageRequest) => Promise<RegisterPage<RecordedEvidence>>;

/** Reads the history from its lists. Each requirement has a list over all connections; otherwise each collector has one. */
async function historyOf(
  { reader }: Register,
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
    return [...read, ...(await unlisted({ reader }, query, runs, read))];
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
  { reader }: Pick<Register, 'reader'>,
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

function isWanted(item: RecordedEvidence, query: EvidenceQuery): boolean {
  return isWithin(item.collectedAt, query) && fits(item, query);
}
