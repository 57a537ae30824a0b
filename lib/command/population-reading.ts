import { readConnection } from '../audit/connection-history.ts';
import { type DueSyncRow, dueSyncRows } from '../audit/due-sync-rows.ts';
import { type AuditPeriod, periodOf } from '../audit/period.ts';
import type { Population } from '../audit/population.ts';
import { sampledPopulation } from '../audit/sampled-population.ts';
import type { Period } from '../domain/period.ts';
import type { RegisterTable } from '../register/register-client.ts';
import { syncNumbers } from '../register/sync-numbers.ts';
import { type OpenedRegister, reportedConnection } from './opened-register.ts';

/** The due syncs of a connection, with the times of the syncs that count for them. */
interface ListedPopulation extends Population {
  connection: string;
  due: DueSyncRow[];
}

/** Reads the due syncs of the chosen connections, by the same rules as the report. */
export async function readPopulations(
  { reader, damaged, chosen }: OpenedRegister,
  table: RegisterTable,
  { range, now }: { range: Period; now: number },
): Promise<{ period: AuditPeriod; populations: ListedPopulation[] }> {
  const read = await Promise.all(
    chosen.map(async (one) => {
      const connection = reportedConnection(one);
      const { name, coversHours } = connection;
      const contents = await readConnection({ reader, connection: name, period: range, now, coversHours });
      const numbers = await syncNumbers(table, name, range.from ?? contents.firstSync);
      return { ...connection, ...contents, numbers };
    }),
  );
  const [firstSync] = read.flatMap((connection) => connection.firstSync ?? []).toSorted();
  const period = periodOf(range, firstSync, now);
  const conditions = { period, now, damaged: damaged() };
  const populations = read.map((connection) => {
    const { population } = sampledPopulation(connection, conditions);
    const due = dueSyncRows(connection.name, population.due, [...connection.runs, ...connection.otherRuns]);
    return { connection: connection.name, ...population, due };
  });
  return { period, populations };
}
