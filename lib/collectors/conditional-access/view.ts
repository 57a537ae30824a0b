export { claims } from './claims.ts';
export { policyChanges as changes } from './policy-changes.ts';
export { policyDetails as details } from './policy-view.ts';

export const says =
  'how many are enabled, report-only and disabled; the requirements, users and exclusions of each; how many meet the rule of each safeguard; if no policy is enabled, whether security defaults protect the tenant';
export const permissionFor = 'Conditional Access policies and security defaults';
