import { COLLECTORS } from '../collectors/registry.ts';
import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import type { CredentialKind } from '../domain/credential-kind.ts';
import type { SandboxName } from '../domain/sandbox.ts';
import type { Settings } from '../domain/settings.ts';
import type { SyncStatus } from '../domain/sync-run.ts';
import { DAY, dayOf } from '../domain/time.ts';
import { newestCheckpoint } from '../register/newest-checkpoint.ts';
import type { RegisterTable } from '../register/register-client.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { syncNumbers } from '../register/sync-numbers.ts';
import type { AttentionCounts } from './attention/counts.ts';
import { type ReportedConnection, readConnection } from './connection-history.ts';
import { ageHours } from './evidence-time.ts';
import { reasonsIn } from './gaps.ts';
import { type Population, populationOf } from './population.ts';
import { readAttention } from './standing-attention.ts';
import { figureOf, type StandingFigure } from './standing-figure.ts';
import { tileOf } from './tile.ts';

/** A connection as it is now. Times are ISO 8601 in UTC. */
export interface Standing {
  connection: string;
  /** Whether it is still synced. */
  configured: boolean;
  /** Null if it was never synced. */
  newestSync: NewestSync | null;
  figures: StandingFigure[];
  /** The due syncs of the last seven complete days, or since the first sync if that is later; without their list. */
  lastWeek: Omit<Population, 'due'>;
  /** What the newest sync that signed in used; null if no sync did. */
  credential: CredentialKind | null;
  /** The expiry date of the client secret or certificate, as the same sync knew it; null if it has no date or the date is not recorded. */
  clientSecretExpires: string | null;
  /** How much needs attention now, by severity. Days without evidence are no part of it: see `lastWeek`. */
  attention: AttentionCounts;
  /** The newest checkpoint of its signed log; null if nothing is sealed. */
  checkpoint: CheckpointSeen | null;
}

interface NewestSync {
  run: string;
  startedAt: string;
  ageHours: number;
  status: SyncStatus;
  /** Why it is not complete; null if it is. */
  why: string | null;
  /** The index of its entry in the signed log; null if it is not sealed. */
  number: number | null;
  /** Set if it is of a sandbox tenant. */
  sandbox?: SandboxName | undefined;
}

const WEEK = 7 * DAY;

interface StandingPorts {
  reader: RegisterReader;
  table: RegisterTable;
  thresholds: Settings['thresholds'];
  /** Milliseconds since 1970. */
  now: number;
}

/** Reads the present state of a connection. */
export async function readStanding(
  connection: ReportedConnection,
  { reader, table, thresholds, now }: StandingPorts,
): Promise<Standing> {
  const { name, configured, coversHours, staleAfterHours } = connection;
  const today = dayOf(now) * DAY;
  const [from, to] = [today - WEEK, now].map((time) => new Date(time).toISOString()) as [string, string];
  const [contents, checkpoint, ...newest] = await Promise.all([
    readConnection({ reader, connection: name, period: { from, to }, now, coversHours, collectors: [] }),
    newestCheckpoint(table, name),
    ...COLLECTORS.map(({ id }) => reader.latest(name, id, { now })),
  ]);
  const { recentRuns } = contents;
  const [run] = recentRuns;
  const numbers = run && (await syncNumbers(table, name, run.startedAt));
  const period = { chosen: contents.syncedBefore, from, to };
  const { due: _, ...lastWeek } = populationOf(
    { ...connection, ...contents, unreadable: new Map() },
    period,
    now,
  );
  const tiles = COLLECTORS.map((collector, index) => {
    const item = newest[index];
    return tileOf(collector, run, item ? [item] : [], { asOf: now, staleAfterHours });
  });
  const read = newest.filter((item) => item !== undefined);
  const attention = await readAttention(
    reader,
    { connection, tiles, recentRuns, newest: read, period },
    thresholds,
  );
  const known = recentRuns.find(({ clientSecretExpires }) => clientSecretExpires !== undefined);
  return {
    connection: name,
    configured,
    newestSync: run
      ? {
          run: run.id,
          startedAt: run.startedAt,
          ageHours: ageHours(run.startedAt, now),
          status: run.status,
          why: run.status === 'complete' ? null : reasonsIn(run),
          number: numbers?.get(run.id) ?? null,
          ...(run.sandbox !== undefined && { sandbox: run.sandbox }),
        }
      : null,
    figures: tiles.map(figureOf),
    lastWeek,
    attention,
    // Runs of earlier versions used a client secret and do not say so.
    credential: known ? (known.credential ?? 'secret') : null,
    clientSecretExpires: known?.clientSecretExpires ?? null,
    checkpoint,
  };
}
