import type { Facts } from '../../domain/observation.ts';

export { claims } from './claims.ts';
export { scoreChanges as changes, scoreDetails as details } from './score-facts.ts';

export const says =
  'percentage and points, their day, whether that is older than 48 hours, averages of others, points by category, the five actions with the most points to gain, with their titles, maximum points and links';
export const permissionFor = 'Secure Score';

export function caveats({ stale }: Facts): string[] {
  return stale === true ? ['Microsoft’s own figure was out of date when it was read.'] : [];
}
