/** One value for CloudWatch. */
export interface Measurement {
  metric: string;
  unit: 'Count' | 'Percent' | 'Milliseconds' | 'None';
  value: number;
}

/** What a measurement is of: its dimensions. */
export interface Measured {
  connection: string;
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
  /** Measured also when nothing syncs. */
  evidenceAge: 'EvidenceAgeHours',
  completeSyncAge: 'CompleteSyncAgeHours',
  clientSecretDays: 'ClientSecretDaysLeft',
} as const;
