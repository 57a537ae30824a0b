import { hash } from 'node:crypto';
import { daysBefore } from '../collectors/sandbox-days.ts';
import { DAY, HOUR } from '../domain/time.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { SandboxTenantName } from './tenant-names.ts';

/** Days of the longest history: the sandbox tenant's first policies are 400 days old. */
export const LONGEST_HISTORY = 400;

const MINUTE = 60_000;

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

/** A day before today, on which the sandbox tenant was synced or would have been. */
export interface HistoryDay {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Days before today. */
  ago: number;
  /** The variant of the sandbox tenant that was synced; null if the day has no sync. */
  variant: SandboxTenantName | null;
  /**
   * Start of the sync in milliseconds since 1970: a few minutes after five in the morning (UTC), fixed for each date.
   */
  startsAt: number;
  /** Replaces a random number from 0 to 1. Fixed for each date. */
  chance: number;
}

/** Returns today at five (UTC), in milliseconds since 1970. The sandbox tenant's history counts back from it. */
export function todayAtFive(now: number): number {
  return Math.floor(now / DAY) * DAY + 5 * HOUR;
}

/**
 * Returns the last `days` days before the UTC day of `now`, oldest first. Throws WrongUsage if `days` is not from 1
 * to 400.
 */
export function historyDays(days: number, now: number): HistoryDay[] {
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_HISTORY) {
    throw new WrongUsage(`--days: A history of ${days} days cannot be made`, {
      remedy: `Write a number from 1 to ${LONGEST_HISTORY}.`,
    });
  }
  const today = todayAtFive(now);
  return Array.from({ length: days }, (_, index) => {
    const ago = days - index;
    const date = daysBefore(today, ago).slice(0, 10);
    const chance = Number.parseInt(hash('sha256', date).slice(0, 8), 16) / 2 ** 32;
    const startsAt = today - ago * DAY + Math.floor(chance * 6 * MINUTE);
    return { date, ago, startsAt, chance, variant: variantOn(ago) };
  });
}

/** Returns the variant of the sandbox tenant that was synced `ago` days before today; null if the day has no sync. */
function variantOn(ago: number): SandboxTenantName | null {
  const range = SYNCS.find(([from, to]) => ago <= from && ago >= to);
  return range ? range[2] : 'healthy';
}
