import type { Collector } from '../../lambdas/collectors/collector.ts';

/** The task states' names: sentences for an operator, shared by the definition and whoever runs it locally. */
export const STATE = {
  authenticate: 'Authenticate',
  collectAll: 'Collect',
  record: 'Record evidence',
  recordRejected: 'Record the rejected sync',
  collect: ({ title }: Collector) => `Collect ${title}`,
} as const;
