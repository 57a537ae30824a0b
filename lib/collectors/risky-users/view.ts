export { claims } from './claims.ts';

export const says =
  'how many Identity Protection flags at medium or high risk, by level, state and age of the last change; deleted accounts are a number of their own';
export const permissionFor = 'risky users';
