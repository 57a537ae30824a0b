import type { Settings } from '../../domain/settings.ts';
import type { WindowChanges } from '../changes.ts';
import type { Population } from '../population.ts';
import type { ConnectionReport, Gap } from '../report-data.ts';

/** What rules look at: the state of one connection. A report and a command can both provide it. */
export interface AttentionSubject
  extends Pick<
    ConnectionReport,
    'name' | 'configured' | 'staleAfterHours' | 'tiles' | 'recentRuns' | 'signedIn' | 'annotations'
  > {
  /** The time of the state, in milliseconds since 1970. */
  asOf: number;
  changes: readonly WindowChanges[];
  /** The due syncs of the period; absent if they are not counted. */
  population?: Pick<Population, 'counts'>;
  /** Days without evidence for each collector; null if they were not counted. */
  gaps: readonly CollectorGaps[] | null;
  thresholds: Settings['thresholds'];
}

/** The days on which a collector's evidence was due and is missing. */
export interface CollectorGaps {
  collector: string;
  title: string;
  gaps: readonly Gap[];
}
