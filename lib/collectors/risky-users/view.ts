import type { Facts } from '../../domain/observation.ts';
import { numberChange } from '../number-change.ts';

export { claims } from './claims.ts';

export const says =
  'how many Identity Protection flags at medium or high risk, by level, state and age of the last change; deleted accounts are a number of their own';
export const permissionFor = 'risky users';

export function changes(before: Facts, after: Facts): string[] {
  const changed = numberChange(before, after);
  return [
    ...changed('Users at risk without a change for more than 30 days', 'age.over30Days'),
    ...changed('Deleted accounts that are flagged', 'deleted'),
  ];
}
