import { counted } from '../domain/figure-text.ts';

/** Returns when a credential expires: `expires on 2027-01-31, in 69 days`, `expired on 2026-11-20, 3 days ago`. */
export function expiryText(expires: string, days: number): string {
  if (days < 0) return `expired on ${expires}, ${counted(-days, 'day')} ago`;
  return `expires on ${expires}, ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}`;
}
