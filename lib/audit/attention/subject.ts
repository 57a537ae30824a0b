import type { Settings } from '../../domain/settings.ts';
import type { WindowChanges } from '../changes.ts';
import type { Gap } from '../gaps.ts';
import type { Population } from '../population.ts';
import type { ConnectionReport } from '../report-data.ts';

/** What rules about the present look at: the state of one connection. A report and `status` both provide it. */
export interface AttentionState
  extends Pick<
    ConnectionReport,
    'name' | 'configured' | 'staleAfterHours' | 'tiles' | 'recentRuns' | 'signedIn' | 'annotations'
  > {
  /** The time of the state, in milliseconds since 1970. */
  asOf: number;
  changes: readonly WindowChanges[];
  thresholds: Settings['thresholds'];
}

/** The state of one connection, and what is missing from a period. */
export interface AttentionSubject extends AttentionState {
  /** The due syncs of the period; absent if they are not counted. */
  population?: Pick<Population, 'counts'>;
  /** Days without evidence for each collector; null if they were not counted. */
  gaps: readonly CollectorGaps[] | null;
}

/** The days on which a collector's evidence was due and is missing. */
export interface CollectorGaps {
  collector: string;
  title: string;
  gaps: readonly Gap[];
}
