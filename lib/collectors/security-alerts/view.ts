export { claims } from './claims.ts';

export const says = 'how many are unresolved, by severity and by status, the oldest, ten sample titles';
export const permissionFor = 'security alerts (`SecurityEvents.Read.All` does not cover them)';
