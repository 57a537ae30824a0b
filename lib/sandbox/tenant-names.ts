/** Name of each sandbox tenant to what a sync of it shows. Small, because the command's help loads it. */
export const SANDBOX_TENANTS = {
  healthy: 'everything granted and licensed: four evidence items (the default)',
  'no-p2': 'no Entra ID P2: risky users are skipped',
  'no-consent': 'nothing is granted: each collector says what to grant',
  'old-consent': 'SecurityAlert.Read.All is not granted: alerts fail, with what to grant',
  'too-much-consent': 'more permissions than needed: everything is read, the excess is named',
  'bad-secret': 'the client secret is wrong: the sign-in is rejected',
  'expired-secret': 'the client secret has expired: the sign-in is rejected',
  blocked: 'Conditional Access blocks the app: the sign-in is rejected',
  throttled: 'Graph throttles each first request: everything is read, after waiting',
  outage: 'the alerts service is down: alerts fail, the others are read',
  partial: 'Graph gives a partial answer (206): the Secure Score is recorded as partial',
  empty: 'a new tenant: no score, no alerts, no risky users, no policies',
  'many-alerts': '10,000 alerts on ten pages',
  hostile: 'names and titles that try to be markup, formulas and control characters',
} as const;
export type SandboxTenantName = keyof typeof SANDBOX_TENANTS;

export function isSandboxTenant(name: string): name is SandboxTenantName {
  return Object.hasOwn(SANDBOX_TENANTS, name);
}
