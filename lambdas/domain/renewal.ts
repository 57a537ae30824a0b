import { daysUntil } from './time.ts';

/** From so many days before its expiry date on, renewing a client secret is urgent: tickets and approvals take weeks. */
export const URGENT_DAYS = 60;

/** Whether a client secret with this expiry date (`YYYY-MM-DD`) should be renewed now, or has expired. */
export function isRenewalUrgent(expires: string, now: number): boolean {
  return daysUntil(expires, now) <= URGENT_DAYS;
}
