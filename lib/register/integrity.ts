import type { RecordedEvidence } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { HOUR } from '../domain/time.ts';
import { itemName, type RegisterFinding } from './register-finding.ts';
import { registerKeys } from './register-keys.ts';

/** The evidence and runs that were read from one register, to be compared with each other. */
interface ReadItems {
  evidence: readonly RecordedEvidence[];
  /** All runs that were read, including runs whose evidence was not read. */
  runs: readonly SyncRun[];
  /** Whether `evidence` should contain a collector's evidence of a run, if the register holds it. */
  isExpected: (run: SyncRun, collector: string) => boolean;
  /** Items that could not be read. They are not reported again. */
  damaged: readonly RegisterFinding[];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Returns a finding for each evidence item that is missing, has another SHA-256 than its sync recorded, is not in its sync's
 * list, or belongs to a sync that is not recorded. Does not compare evidence of earlier versions, whose runs list no hashes.
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

/** Returns the name of an evidence item in findings. */
export function nameOf({
  connection,
  collector,
  run,
}: Pick<RecordedEvidence, 'connection' | 'collector' | 'run'>) {
  return itemName(registerKeys.evidence(connection, collector, run));
}

/** Returns the name of a sync in findings. */
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

/** Allows an hour, because a sync writes its evidence before its run. */
function unrecorded({ collectedAt }: RecordedEvidence, now: number): string | undefined {
  if (Math.abs(now - Date.parse(collectedAt)) < HOUR) return undefined;
  return 'is of a sync that is not recorded';
}
