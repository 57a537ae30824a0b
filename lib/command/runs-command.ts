import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { eachItem } from '../../lambdas/register/register-pages.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { chooseRecorded } from '../deployment/connection-choice.ts';
import { EXIT } from './exit-status.ts';
import { nothingFound } from './output/empty-register.ts';
import { runsTable } from './output/runs-table.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { type TimeRange, type TypedRange, timeRange } from './time-range.ts';

export interface RunsOptions extends PlaceOptions, TypedRange {
  connection?: string;
  limit?: number;
  json?: true;
}

/** So many are shown where neither a number nor a time is given. */
const NEWEST = 20;

/** Prints the newest sync runs, or those of a time. Gives the exit status. */
export async function runsCommand(_: unknown, options: RunsOptions): Promise<number> {
  const { connection, from, to, json } = options;
  const limit = options.limit ?? (from || to ? Number.POSITIVE_INFINITY : NEWEST);
  const range = timeRange(options);
  await using deployment = await openDeployment(options, { reading: true });
  const reader = new RegisterReader(await deployment.register());
  const recorded = await reader.connections();
  const chosen = chooseRecorded(deployment.connections, recorded, connection);
  const lists = await Promise.all(chosen.map(({ name }) => newestRuns(reader, name, limit + 1, range)));
  const found = lists.flat().toSorted((a, b) => b.id.localeCompare(a.id));
  const runs = found.slice(0, limit);
  if (json) process.stdout.write(`${JSON.stringify({ runs }, null, 2)}\n`);
  else if (runs.length > 0) process.stdout.write(runsTable(runs));
  else process.stderr.write(nothingFound('sync', deployment, recorded));
  if (found.length > limit) {
    process.stderr.write(
      `There are older ones: these are the newest ${limit}. --limit or --from shows more.\n`,
    );
  }
  return EXIT.well;
}

async function newestRuns(
  reader: RegisterReader,
  connection: string,
  most: number,
  range: TimeRange,
): Promise<SyncRun[]> {
  const found: SyncRun[] = [];
  const pages = { ...range, limit: Math.min(most, 100) };
  for await (const run of eachItem((page) => reader.runs(connection, page), pages)) {
    found.push(run);
    if (found.length >= most) break;
  }
  return found;
}
