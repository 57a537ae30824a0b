export { alertChanges as changes, alertDetails as details } from './alert-facts.ts';
export { claims } from './claims.ts';

export const says =
  'how many are unresolved, by severity, status, age and service, how many have no assigned person, the oldest, ten samples; how many were resolved in the last 30 days, and how fast';
export const permissionFor = 'security alerts (`SecurityEvents.Read.All` does not cover them)';
