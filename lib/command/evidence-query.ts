import type { RecordedEvidence } from '../domain/evidence.ts';
import { isWithin } from '../domain/period.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { findingsIn, nameOf } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import { eachItem } from '../register/register-pages.ts';
import { runsAround } from '../register/runs-around.ts';
import { mayMatch } from './evidence-filters.ts';
import { type EvidenceQuery, historyOf, isWanted, latestOf } from './evidence-reading.ts';
import type { OpenedRegister } from './opened-register.ts';

export interface FoundEvidence {
  /** Newest first, by the start of its sync. */
  evidence: RecordedEvidence[];
  /** Items that differ from what their syncs recorded, or could not be read. */
  damaged: RegisterFinding[];
}

type Register = Pick<OpenedRegister, 'reader' | 'damaged'>;

/** Returns the selected evidence, and compares it with what its syncs recorded. */
export async function findEvidence(register: Register, query: EvidenceQuery): Promise<FoundEvidence> {
  const runs = query.latest ? [] : await runsOf(register, query);
  const read = query.latest
    ? await latestOf(register.reader, query)
    : await historyOf(register.reader, query, runs);
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
