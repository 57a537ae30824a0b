import type { Collector } from '../collectors/collector.ts';

/**
 * The longest reading of a collector, in minutes. Its function ends earlier by itself; the task's timeout is the
 * fallback.
 */
export const COLLECTOR_MINUTES = 10;

/** Names of the task states, readable for an operator. The definition and the local engine share them. */
export const STATE = {
  authenticate: 'Authenticate',
  collectAll: 'Collect',
  record: 'Record evidence',
  recordRejected: 'Record the rejected sync',
  notConnected: 'Not connected yet, nothing is recorded',
  seal: 'Seal the sync',
  announce: 'Announce the sync',
  collect: ({ title }: Collector) => `Collect ${title}`,
} as const;
