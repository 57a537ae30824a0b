import type { RecordedEvidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { HOUR } from '../domain/time.ts';
import { itemName, type RegisterFinding } from './register-finding.ts';
import { registerKeys } from './register-keys.ts';

/** What was read of one register, to be compared with what its syncs recorded. */
export interface ReadItems {
  evidence: readonly RecordedEvidence[];
  /** All that were read, also those whose evidence was not. */
  runs: readonly SyncRun[];
  /** Whether the evidence that a run lists of a collector would be among `evidence`, if it were in the register. */
  isExpected: (run: SyncRun, collector: string) => boolean;
  /** Items that could not be read: they are named already. */
  damaged: readonly RegisterFinding[];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Returns each evidence item that is not as its sync recorded it: with another SHA-256, in no sync's list, of a sync that is
 * not recorded, or missing. Runs of earlier versions list no hashes: their evidence is not compared.
 */
export function findingsIn({ evidence, runs, isExpected, damaged, now }: ReadItems): RegisterFinding[] {
  const runOf = new Map(runs.map((run) => [nameOfRun(run.connection, run.id), run]));
  const known = new Set(damaged.map(({ item }) => item));
  const read = new Set(evidence.map(nameOf));
  const wrong = evidence.flatMap((item): RegisterFinding[] => {
    const run = runOf.get(nameOfRun(item.connection, item.run));
    const isNamed = known.has(nameOfRun(item.connection, item.run));
    const problem = run ? problemOf(item, run) : !isNamed && unrecorded(item, now);
    return problem ? [{ item: nameOf(item), problem }] : [];
  });
  const missing = runs.flatMap((run) =>
    (run.evidence ?? []).flatMap(({ collector }): RegisterFinding[] => {
      const item = nameOf({ connection: run.connection, collector, run: run.id });
      if (read.has(item) || known.has(item) || !isExpected(run, collector)) return [];
      return [{ item, problem: 'is missing: its sync recorded it' }];
    }),
  );
  return [...wrong, ...missing];
}

/** An evidence item as findings name it. */
export function nameOf({
  connection,
  collector,
  run,
}: Pick<RecordedEvidence, 'connection' | 'collector' | 'run'>) {
  return itemName(registerKeys.evidence(connection, collector, run));
}

/** A sync as findings name it. */
export function nameOfRun(connection: string, run: string): string {
  return itemName(registerKeys.run(connection, run));
}

function problemOf({ collector, sha256 }: RecordedEvidence, run: SyncRun): string | undefined {
  if (!run.evidence) return undefined;
  const listed = run.evidence.find((one) => one.collector === collector);
  if (!listed) return 'is not in the list of what its sync recorded';
  if (listed.sha256 === sha256) return undefined;
  return `differs from what its sync recorded (its SHA-256 is ${sha256}, not ${listed.sha256})`;
}

/** Evidence is written before its run, so the run of a sync that is ending now may still come. */
function unrecorded({ collectedAt }: RecordedEvidence, now: number): string | undefined {
  if (Math.abs(now - Date.parse(collectedAt)) < HOUR) return undefined;
  return 'is of a sync that is not recorded';
}
