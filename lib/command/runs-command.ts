import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import type { RegisterPage } from '../../lambdas/register/register-pages.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { connectionsOf } from './evidence-command.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { runsTable } from './runs-table.ts';
import { type TypedRange, timeRange } from './time-range.ts';

export interface RunsOptions extends PlaceOptions, TypedRange {
  connection?: string;
  limit: number;
  json?: true;
}

/** Prints the newest sync runs. Gives the exit status. */
export async function runsCommand(_: unknown, options: RunsOptions): Promise<number> {
  const range = timeRange(options);
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options), (opened) => opened.close());
  const reader = new RegisterReader(await deployment.register());
  const lists = connectionsOf(deployment, options.connection).map((connection) =>
    readRuns(reader, connection, options.limit, range),
  );
  const runs = (await Promise.all(lists))
    .flat()
    .toSorted((a, b) => b.id.localeCompare(a.id))
    .slice(0, options.limit);
  if (options.json) process.stdout.write(`${JSON.stringify({ runs }, null, 2)}\n`);
  else if (runs.length > 0) process.stdout.write(runsTable(runs));
  else process.stderr.write(`No such sync is in the register (${deployment.description}).\n`);
  return EXIT.well;
}

async function readRuns(
  reader: RegisterReader,
  connection: string,
  most: number,
  range: { from?: string; to?: string },
): Promise<SyncRun[]> {
  const found: SyncRun[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(most - found.length, 100);
    const page: RegisterPage<SyncRun> = await reader.runs(connection, { ...range, limit, cursor });
    found.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < most);
  return found;
}
