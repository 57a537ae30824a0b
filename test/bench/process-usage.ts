import type { AlertCounts } from './alerts-step.ts';

/** The last output of a process: its counts, and its CPU time in milliseconds. */
export interface Usage {
  counts: AlertCounts;
  cpu: number;
}

export function printUsage({ bySeverity, byStatus }: AlertCounts): void {
  const { user, system } = process.cpuUsage();
  const usage: Usage = { counts: { bySeverity, byStatus }, cpu: (user + system) / 1_000 };
  process.stdout.write(JSON.stringify(usage));
}
