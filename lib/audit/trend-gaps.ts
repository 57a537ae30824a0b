import { type Evidence, isSameTenant } from '../domain/evidence.ts';
import type { SyncRun } from '../domain/sync-run.ts';
import { reasonIn } from './gaps.ts';

/** A time between two readings in which a figure was not read, or only in part. */
export interface TrendGap {
  /** When the reading before it was collected. */
  from: string;
  /** When the next reading was collected; null if no reading followed. */
  to: string | null;
  why: string;
}

interface Followed {
  collector: string;
  /** The complete readings, oldest first, and whether the line continues to each from the one before. */
  readings: readonly Evidence[];
  joined: readonly boolean[];
  /** The syncs without a complete reading, oldest first. */
  missed: readonly SyncRun[];
}

/** Returns the gaps between a collector's readings with their reasons, oldest first. */
export function trendGaps({ collector, readings, joined, missed }: Followed): TrendGap[] {
  return readings.flatMap((reading, index) => {
    const next = readings[index + 1];
    const between = missed.filter(({ id }) => id > reading.run && (!next || id < next.run));
    if (next ? joined[index + 1] : between.length === 0) return [];
    const reasons = new Set(between.map((run) => reasonIn(run, collector) ?? 'read in part'));
    const other = next && !isSameTenant(reading, next) ? 'another tenant' : 'no sync';
    const why = [...reasons].join('; ') || other;
    return [{ from: reading.collectedAt, to: next?.collectedAt ?? null, why }];
  });
}
