import { COLLECTORS } from '../collectors/registry.ts';
import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import type { CredentialKind } from '../domain/credential-kind.ts';
import type { SandboxName } from '../domain/sandbox.ts';
import type { SyncStatus } from '../domain/sync-run.ts';
import { DAY, dayOf } from '../domain/time.ts';
import { newestCheckpoint } from '../register/newest-checkpoint.ts';
import type { RegisterTable } from '../register/register-client.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { syncNumbers } from '../register/sync-numbers.ts';
import { type ReportedConnection, readConnection } from './connection-history.ts';
import { ageHours } from './evidence-time.ts';
import { reasonsIn } from './gaps.ts';
import { type Population, populationOf } from './population.ts';
import { type Tile, tileOf } from './tile.ts';

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

/** A collector's headline figure. `value` is null if there is no evidence or if its facts hold no number. */
export interface StandingFigure
  extends Pick<Tile, 'collector' | 'title' | 'state' | 'value' | 'ageHours' | 'stale'> {
  label: string;
  unit: Tile['headline']['unit'];
  collectedAt: string | null;
  /** The reason of a skip, or the error's name; null if the newest sync read it. */
  why: string | null;
}

const WEEK = 7 * DAY;

/** Reads the present state of a connection. `now` is in milliseconds since 1970. */
export async function readStanding(
  connection: ReportedConnection,
  { reader, table, now }: { reader: RegisterReader; table: RegisterTable; now: number },
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
    figures: COLLECTORS.map((collector, index) => {
      const item = newest[index];
      return figureOf(tileOf(collector, run, item ? [item] : [], { asOf: now, staleAfterHours }));
    }),
    lastWeek,
    // Runs of earlier versions used a client secret and do not say so.
    credential: known ? (known.credential ?? 'secret') : null,
    clientSecretExpires: known?.clientSecretExpires ?? null,
    checkpoint,
  };
}

function figureOf({
  collector,
  title,
  state,
  value,
  ageHours,
  stale,
  headline,
  evidence,
  why,
}: Tile): StandingFigure {
  const { label, unit } = headline;
  const collectedAt = evidence?.collectedAt ?? null;
  return {
    collector,
    title,
    state,
    value,
    ageHours,
    stale,
    label,
    unit,
    collectedAt,
    why: why?.name ?? null,
  };
}
