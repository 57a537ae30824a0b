/** One value for CloudWatch. */
export interface Measurement {
  metric: string;
  unit: 'Count' | 'Percent' | 'Milliseconds' | 'None';
  value: number;
}

/** What a measurement is of: its dimensions. Without any it is of the deployment. */
export interface Measured {
  connection?: string;
  collector?: string;
}

/** Takes measurements down. */
export type Meter = (of: Measured, measurements: readonly Measurement[]) => void;

/** CloudWatch's namespace for all of them. */
export const NAMESPACE = 'M365Evidence';

/** Metrics of the syncs themselves; those of the evidence are named by each collector's figures. */
export const METRIC = {
  /** Of a collector in a sync: 1 under the outcome that it had. */
  collected: 'Collected',
  skipped: 'Skipped',
  failed: 'Failed',
  duration: 'CollectorDuration',
  pages: 'PagesRead',
  items: 'ItemsRead',
  retries: 'GraphRetries',
  /** Of a sync: 1 under the status that it ended with. */
  complete: 'SyncsComplete',
  incomplete: 'SyncsIncomplete',
  rejected: 'SyncsRejected',
  /** Of a sync, and of the deployment: 1 if a fault of AWS kept it from signing in. */
  stoppedByAws: 'SyncsStoppedByAws',
  /** Measured also when nothing syncs. */
  evidenceAge: 'EvidenceAgeHours',
  /** `NEVER_SYNCED` until the first sync is recorded. */
  completeSyncAge: 'CompleteSyncAgeHours',
  clientSecretDays: 'ClientSecretDaysLeft',
} as const;

/**
 * The age of the last complete sync if no sync was ever recorded, because the connection is not connected yet. No value
 * at all would ring the alarm, which takes that for a probe that does not run; 0 would read as "just now".
 */
export const NEVER_SYNCED = -1;
