import type { SandboxTenantName } from '../tenant-names.ts';

/**
 * How syncs ended, from so many days before today to so many: the sandbox's variant that was synced, or null if the
 * laptop was off. On every other day, `healthy`.
 */
const SYNCS: readonly [from: number, to: number, variant: SandboxTenantName | null][] = [
  [Number.POSITIVE_INFINITY, 76, 'no-p2'],
  [55, 54, 'expired-secret'],
  [44, 44, 'outage'],
  [26, 24, null],
  [17, 17, 'outage'],
  [10, 10, 'partial'],
];

/** The variant of the sandbox tenant that was synced so many days before today; null if the day has no sync. */
export function variantOn(ago: number): SandboxTenantName | null {
  const told = SYNCS.find(([from, to]) => ago <= from && ago >= to);
  return told ? told[2] : 'healthy';
}
