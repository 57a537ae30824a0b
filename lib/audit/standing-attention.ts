import type { RecordedEvidence } from '../domain/evidence.ts';
import type { Settings } from '../domain/settings.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import type { RegisterReader } from '../register/register-reader.ts';
import { annotationsIn } from './annotations.ts';
import { type AttentionCounts, attentionCounts } from './attention/counts.ts';
import { presentAttention } from './attention.ts';
import { windowsOf } from './changes.ts';
import type { ReportedConnection } from './connection-history.ts';
import { lastDayOf } from './period.ts';
import { readChanges } from './read-changes.ts';
import { newestSignedIn } from './signed-in.ts';
import type { Tile } from './tile.ts';

/** The state of a connection as `status` reads it. */
interface Present {
  connection: ReportedConnection;
  tiles: Tile[];
  recentRuns: SyncRun[];
  /** The newest evidence of the collectors that were ever read. */
  newest: readonly RecordedEvidence[];
  /** The last week. */
  period: { chosen: boolean; from: string; to: string };
}

/** Counts what needs attention now. The Secure Score is compared with a week before; days without evidence are no part. */
export async function readAttention(
  reader: RegisterReader,
  { connection, tiles, recentRuns, newest, period }: Present,
  thresholds: Settings['thresholds'],
): Promise<AttentionCounts> {
  const { name, staleAfterHours } = connection;
  const collectors = newest.map((item) => ({
    collector: item.collector,
    newest: [item],
    items: [],
    around: [],
    future: [],
  }));
  const week = windowsOf(period, staleAfterHours).filter(({ window }) => window === 'week');
  // The week's evidence has not been read, even if the register is younger than a week.
  const asked = { ...period, chosen: true };
  const [changes, written] = await Promise.all([
    readChanges(reader, { ...connection, collectors }, asked, week),
    reader.annotations(name),
  ]);
  const state = {
    ...connection,
    tiles,
    recentRuns,
    changes,
    thresholds,
    signedIn: newestSignedIn(recentRuns),
    annotations: annotationsIn(written, period, lastDayOf(period)),
    asOf: Date.parse(period.to),
  };
  return attentionCounts(presentAttention(state));
}
