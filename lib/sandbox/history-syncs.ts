import type { SandboxTenantName } from './tenant-names.ts';

/**
 * Ranges of days before today, with the variant of the sandbox tenant that was synced, or null if the laptop was off.
 * On all other days it was `healthy`.
 */
const SYNCS: readonly [from: number, to: number, variant: SandboxTenantName | null][] = [
  [Number.POSITIVE_INFINITY, 76, 'no-p2'],
  [55, 54, 'expired-secret'],
  [44, 44, 'outage'],
  [26, 24, null],
  [17, 17, 'outage'],
  [10, 10, 'partial'],
];

/** Returns the variant of the sandbox tenant that was synced `ago` days before today; null if the day has no sync. */
export function variantOn(ago: number): SandboxTenantName | null {
  const range = SYNCS.find(([from, to]) => ago <= from && ago >= to);
  return range ? range[2] : 'healthy';
}
