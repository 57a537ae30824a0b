import { deepStrictEqual } from 'node:assert';
import type { AlertCounts } from './alerts-step.ts';

/** Throws if the two counts differ. */
export function assertSameCounts(ours: AlertCounts, plain: AlertCounts): void {
  const counted = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  deepStrictEqual(counted(ours.bySeverity), { ...plain.bySeverity });
  deepStrictEqual(counted(ours.byStatus), { ...plain.byStatus });
}
