import { annotationsIn, annotationsOfRun, type ReportedAnnotation } from '../audit/annotations.ts';
import { isInFuture } from '../domain/future.ts';
import type { Period } from '../domain/period.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { findingsIn } from '../register/integrity.ts';
import type { RegisterFinding } from '../register/register-finding.ts';
import { eachItem } from '../register/register-pages.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import type { CommandContext } from './command-definition.ts';
import { readStatus } from './exit-status.ts';
import { type OpenedRegister, openForReading } from './opened-register.ts';
import { nothingFound, notYetSynced, notYetSyncedText } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { runsTable } from './output/runs-table.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';
import { hasRange, type TypedRange, timeRange } from './time-range.ts';

interface RunsOptions extends PlaceOptions, TypedRange {
  connection?: string[];
  limit?: number;
  allowEmpty?: true;
  json?: true;
}

/** Number of runs to show if the user gives neither a number nor a time. */
const NEWEST = 20;
/** Number of runs whose evidence is read in parallel. */
const AT_ONCE = 10;

/** Prints the newest sync runs, or those of a time range. Returns the exit status. */
export async function runs(
  _: unknown,
  options: RunsOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const { connection, json, allowEmpty } = options;
  const limit = options.limit ?? (hasRange(options) ? Number.POSITIVE_INFINITY : NEWEST);
  const now = clock.now();
  const range = timeRange(options, now);
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(deployment, connection);
  const { reader, chosen } = register;
  const lists = await Promise.all(chosen.map(({ name }) => newestRuns(reader, name, limit + 1, range)));
  const found = lists.flat().toSorted((a, b) => b.id.localeCompare(a.id));
  const runs = found.slice(0, limit);
  const isEmpty = runs.length === 0;
  const damaged = await changedEvidence(register, runs, now);
  const neverSynced = deployment.fictional ? [] : notYetSynced(chosen, register.recorded);
  const annotations = await annotationsOn(register, runs, now);
  if (json) output.result(`${JSON.stringify({ runs, annotations, neverSynced, damaged }, null, 2)}\n`);
  else if (!isEmpty)
    output.result(runsTable(runs, ({ startedAt }) => isInFuture(startedAt, now), annotations));
  if (isEmpty) {
    const nothing = await nothingFound({ what: 'sync', allowEmpty }, deployment, register);
    (allowEmpty ? output.hint : output.problem)(nothing);
  }
  if (found.length > limit) {
    output.hint(`There are older runs: these are the newest ${limit}. --limit or --from shows more.\n`);
  }
  output.hint(notYetSyncedText(neverSynced, placeOf(options)));
  output.problem(findingsText(damaged));
  return readStatus({ isEmpty, allowEmpty, damaged });
}

/** Returns what people wrote about these runs, or about the days on which they started. */
async function annotationsOn(
  { reader, chosen }: OpenedRegister,
  runs: readonly SyncRun[],
  now: number,
): Promise<ReportedAnnotation[]> {
  const today = new Date(now).toISOString().slice(0, 10);
  const read = await Promise.all(chosen.map(({ name }) => reader.annotations(name)));
  return annotationsIn(read.flat(), {}, today).filter((one) =>
    runs.some((run) => annotationsOfRun([one], run).length > 0),
  );
}

async function newestRuns(
  reader: RegisterReader,
  connection: string,
  most: number,
  range: Period,
): Promise<SyncRun[]> {
  const found: SyncRun[] = [];
  const pages = { ...range, limit: Math.min(most, 100) };
  for await (const run of eachItem((page) => reader.runs(connection, page), pages)) {
    found.push(run);
    if (found.length >= most) break;
  }
  return found;
}

/** Returns findings on the evidence of these runs that differs from what they recorded, or could not be read. */
async function changedEvidence(
  { reader, damaged }: OpenedRegister,
  runs: readonly SyncRun[],
  now: number,
): Promise<RegisterFinding[]> {
  const listing = runs.filter(({ evidence }) => evidence !== undefined);
  const found: RegisterFinding[] = [];
  for (let first = 0; first < listing.length; first += AT_ONCE) {
    const some = listing.slice(first, first + AT_ONCE);
    const evidence = (await Promise.all(some.map((run) => reader.evidenceOf(run)))).flat();
    found.push(...findingsIn({ evidence, runs: some, isExpected: () => true, damaged: damaged(), now }));
  }
  return [...damaged(), ...found];
}
