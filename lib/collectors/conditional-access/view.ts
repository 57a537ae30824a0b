export { claims } from './claims.ts';
export { policyChanges as changes } from './policy-changes.ts';
export { policyDetails as details } from './policy-view.ts';

export const says =
  'how many are enabled, report-only and disabled, with what each requires, of whom, and how many it excludes; how many meet the rule of each of six safeguards; if no policy is enabled, whether security defaults protect the tenant';
export const permissionFor = 'Conditional Access policies and security defaults';
