import type { SandboxSource } from '../../../lib/collectors/sandbox-source.ts';

const subscription = (id: string, capabilityStatus: string) => ({ id, capabilityStatus });

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
const SUBSCRIPTIONS: SandboxSource = {
  path: '/subscribedSkus',
  roles: ['LicenseAssignment.Read.All'],
  forbidden: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' },
  defaultTop: 100,
  maxTop: 100,
  overTop: 'clamp',
  healthy: () => [subscription('s1', 'Enabled'), subscription('s2', 'Suspended')],
  empty: [],
  largest: () => Array.from({ length: 1_000 }, (_, index) => subscription(`s${index}`, 'Enabled')),
};

export const sources = [SUBSCRIPTIONS];
export const samples = [subscription('s1', 'Enabled'), subscription('s2', 'Suspended')] as const;
