import { daysUntil } from './time.ts';

/** Days before a client secret's expiry date from which renewing it is urgent: tickets and approvals take weeks. */
export const URGENT_DAYS = 60;

/** Whether a client secret with this expiry date (`YYYY-MM-DD`) has expired or should be renewed now. */
export function isRenewalUrgent(expires: string, now: number): boolean {
  return daysUntil(expires, now) <= URGENT_DAYS;
}
