import * as z from 'zod/mini';
import type { Clock } from '../domain/clock.ts';
import { ConnectionName } from '../domain/connection.ts';
import type { Evidence } from '../domain/evidence.ts';
import { isInFuture } from '../domain/future.ts';
import { METRIC, type Measurement, type Meter, NEVER_SYNCED } from '../domain/measurement.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { daysUntil, HOUR } from '../domain/time.ts';

const FreshnessRequest = z.object({ connections: z.array(ConnectionName) });

interface FreshnessPorts {
  collectors: readonly string[];
  /** Returns the newest evidence that is not dated in the future. */
  latest: (connection: string, collector: string, asked: { now: number }) => Promise<Evidence | undefined>;
  /** Yields a connection's syncs, newest first, and reads them only when they are needed. */
  runs: (connection: string) => AsyncIterable<SyncRun>;
  meter: Meter;
  clock: Clock;
}

/**
 * Measures the age of the evidence independently of syncs: the age of each collector's newest evidence, the time since
 * the last complete sync, and, if the expiry date is recorded, the days until the client secret or certificate expires; a federated credential has no date. An error of one
 * connection does not affect the others: it is thrown after all connections are measured.
 */
export function measureFreshness(ports: FreshnessPorts) {
  return async (request: unknown): Promise<void> => {
    const { connections } = FreshnessRequest.parse(request);
    const errors: Error[] = [];
    for (const connection of connections) {
      await measureConnection(connection, ports).catch((error) => errors.push(error as Error));
    }
    if (errors.length > 0) {
      throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
    }
  };
}

async function measureConnection(
  connection: string,
  { collectors, latest, runs, meter, clock }: FreshnessPorts,
) {
  const now = clock.now();
  const hoursSince = (time: string) => Math.max(0, (now - Date.parse(time)) / HOUR);
  for (const collector of collectors) {
    const newest = await latest(connection, collector, { now });
    if (newest) {
      const value = hoursSince(newest.collectedAt);
      meter({ connection, collector }, [{ metric: METRIC.evidenceAge, unit: 'None', value }]);
    }
  }
  const { synced, complete, expires } = await lastSyncs(runs(connection), now);
  const measured: Measurement[] = [];
  // If all syncs are dated in the future, the age is unknown, and the missing value rings the alarm.
  if (complete || !synced) {
    const value = complete ? hoursSince(complete) : NEVER_SYNCED;
    measured.push({ metric: METRIC.completeSyncAge, unit: 'None', value });
  }
  if (expires) {
    measured.push({ metric: METRIC.clientSecretDays, unit: 'None', value: daysUntil(expires, now) });
  }
  if (measured.length > 0) meter({ connection }, measured);
}

/** How many syncs to look back: eleven weeks of an hourly connection. */
const MOST_SYNCS = 2_000;

/**
 * Returns the end of the newest complete sync, and the expiry date of the client secret as recorded by the newest sync
 * that signed in. Ignores syncs that are dated in the future: a wrong clock must not make evidence look fresh. If no sync
 * was complete, returns the start of the oldest one, because the last complete sync is at least that old.
 */
async function lastSyncs(runs: AsyncIterable<SyncRun>, now: number) {
  let expires: string | null | undefined;
  let oldest: string | undefined;
  let seen = 0;
  let synced = false;
  for await (const run of runs) {
    synced = true;
    if (isInFuture(run.startedAt, now) || isInFuture(run.endedAt, now)) continue;
    if (expires === undefined && run.status !== 'rejected') expires = run.clientSecretExpires ?? null;
    if (run.status === 'complete') return { synced, complete: run.endedAt, expires };
    oldest = run.startedAt;
    seen += 1;
    if (seen >= MOST_SYNCS) break;
  }
  return { synced, complete: oldest, expires };
}
