export { claims } from './claims.ts';
export { policyChanges as changes } from './policy-changes.ts';
export { policyDetails as details } from './policy-facts.ts';

export const says =
  'how many are enabled, report-only and disabled, with their ids and names; if no policy is enabled, whether security defaults protect the tenant';
export const permissionFor = 'Conditional Access policies and security defaults';
