import * as z from 'zod/mini';
import type { Clock } from '../domain/clock.ts';
import { ConnectionName } from '../domain/connection.ts';
import type { Evidence } from '../domain/evidence.ts';
import { METRIC, type Measurement, type Meter } from '../domain/measurement.ts';
import type { SyncRun } from '../domain/sync-run.ts';

/** A connection whose freshness is watched. */
export const WatchedConnection = z.object({
  name: ConnectionName,
  /** Twice its schedule: a connection that was not completely synced for longer needs somebody's attention. */
  staleAfterHours: z.number().check(z.gt(0)),
});
export type WatchedConnection = z.infer<typeof WatchedConnection>;

const FreshnessRequest = z.object({ connections: z.array(WatchedConnection) });

interface Page<T> {
  items: T[];
  cursor?: string;
}

export interface FreshnessPorts {
  collectors: readonly string[];
  latest: (connection: string, collector: string) => Promise<Evidence | undefined>;
  /** The syncs that started at `from` or later, newest first. */
  runs: (connection: string, page: { from: string; cursor?: string | undefined }) => Promise<Page<SyncRun>>;
  meter: Meter;
  clock: Clock;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Measures how old the evidence is, whether or not anything syncs: the age of each collector's newest evidence, the
 * time since the last complete sync, and the days that the client secret has left, where somebody told its end.
 */
export function measureFreshness(ports: FreshnessPorts) {
  return async (request: unknown): Promise<void> => {
    const { connections } = FreshnessRequest.parse(request);
    for (const connection of connections) await measureConnection(connection, ports);
  };
}

async function measureConnection({ name, staleAfterHours }: WatchedConnection, ports: FreshnessPorts) {
  const { collectors, latest, meter, clock } = ports;
  const hoursSince = (time: string) => Math.max(0, (clock.now() - Date.parse(time)) / HOUR);
  for (const collector of collectors) {
    const newest = await latest(name, collector);
    if (newest) {
      const value = hoursSince(newest.collectedAt);
      meter({ connection: name, collector }, [{ metric: METRIC.evidenceAge, unit: 'None', value }]);
    }
  }
  // Further back nothing changes what the alarm says, so nothing is read.
  const horizon = new Date(clock.now() - (staleAfterHours + 24) * HOUR).toISOString();
  const { complete, expires } = await recentSyncs(name, horizon, ports);
  const measured: Measurement[] = [
    { metric: METRIC.completeSyncAge, unit: 'None', value: hoursSince(complete ?? horizon) },
  ];
  if (expires) {
    const value = (Date.parse(expires) - clock.now()) / DAY;
    measured.push({ metric: METRIC.clientSecretDays, unit: 'None', value });
  }
  meter({ connection: name }, measured);
}

/** The end of the newest complete sync, and the client secret's last day as the newest sync that signed in knew it. */
async function recentSyncs(connection: string, from: string, { runs }: FreshnessPorts) {
  let expires: string | null | undefined;
  let cursor: string | undefined;
  do {
    const page: Page<SyncRun> = await runs(connection, { from, cursor });
    for (const run of page.items) {
      if (expires === undefined && run.status !== 'rejected') expires = run.clientSecretExpires ?? null;
      if (run.status === 'complete') return { complete: run.endedAt, expires };
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { complete: undefined, expires };
}
