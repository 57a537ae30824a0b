/** One value for CloudWatch. */
export interface Measurement {
  metric: string;
  unit: 'Count' | 'Percent' | 'Milliseconds' | 'None';
  value: number;
}

/** The dimensions of a measurement. Without dimensions it measures the complete deployment. */
export interface Measured {
  connection?: string;
  collector?: string;
}

/** Records measurements. */
export type Meter = (of: Measured, measurements: readonly Measurement[]) => void;

/** The CloudWatch namespace of all metrics. */
export const NAMESPACE = 'M365Evidence';

/** Metrics of the syncs. Each collector's figures name the metrics of the evidence. */
export const METRIC = {
  /** Per collector and sync: 1 in the metric of its outcome. */
  collected: 'Collected',
  skipped: 'Skipped',
  failed: 'Failed',
  duration: 'CollectorDuration',
  pages: 'PagesRead',
  items: 'ItemsRead',
  retries: 'GraphRetries',
  /** Per sync: 1 in the metric of its status. */
  complete: 'SyncsComplete',
  incomplete: 'SyncsIncomplete',
  rejected: 'SyncsRejected',
  /** Per sync, and for the deployment: 1 if a fault of AWS prevented the sign-in. */
  stoppedByAws: 'SyncsStoppedByAws',
  /** Per sync, and for the deployment: 1 if a recorded sync could not be sealed. */
  notSealed: 'SyncsNotSealed',
  /** Measured even if no sync runs. */
  evidenceAge: 'EvidenceAgeHours',
  /** `NEVER_SYNCED` until the first sync is recorded. */
  completeSyncAge: 'CompleteSyncAgeHours',
  clientSecretDays: 'ClientSecretDaysLeft',
} as const;

/**
 * The age of the last complete sync if no sync was ever recorded, because the connection is not connected yet. A missing
 * value would ring the alarm, because it means that the probe does not run; 0 would mean "just now".
 */
export const NEVER_SYNCED = -1;
