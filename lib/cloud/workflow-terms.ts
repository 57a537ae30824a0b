import type { Collector } from '../../lambdas/collectors/collector.ts';

/** How long a collector may read. Its function ends itself before; the task's own timeout is for when that fails. */
export const COLLECTOR_MINUTES = 10;

/** The task states' names: sentences for an operator, shared by the definition and whoever runs it locally. */
export const STATE = {
  authenticate: 'Authenticate',
  collectAll: 'Collect',
  record: 'Record evidence',
  recordRejected: 'Record the rejected sync',
  notConnected: 'Not connected yet, nothing is recorded',
  announce: 'Announce the sync',
  announceRejected: 'Announce the rejected sync',
  collect: ({ title }: Collector) => `Collect ${title}`,
} as const;
