import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { eachItem } from '../../lambdas/register/register-pages.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { chooseRecorded } from '../deployment/connection-choice.ts';
import { nothingFound } from './empty-register.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { runsTable } from './runs-table.ts';
import { type TimeRange, type TypedRange, timeRange } from './time-range.ts';

export interface RunsOptions extends PlaceOptions, TypedRange {
  connection?: string;
  limit: number;
  json?: true;
}

/** Prints the newest sync runs. Gives the exit status. */
export async function runsCommand(_: unknown, options: RunsOptions): Promise<number> {
  const { connection, limit, json } = options;
  const range = timeRange(options);
  await using deployment = await openDeployment(options);
  const reader = new RegisterReader(await deployment.register());
  const recorded = await reader.connections();
  const chosen = chooseRecorded(deployment.connections, recorded, connection);
  const lists = await Promise.all(chosen.map(({ name }) => newestRuns(reader, name, limit, range)));
  const runs = lists
    .flat()
    .toSorted((a, b) => b.id.localeCompare(a.id))
    .slice(0, limit);
  if (json) process.stdout.write(`${JSON.stringify({ runs }, null, 2)}\n`);
  else if (runs.length > 0) process.stdout.write(runsTable(runs));
  else process.stderr.write(nothingFound('sync', deployment, recorded));
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
