import { alertsOf } from '../collectors/security-alerts/sandbox-alerts.ts';
import type { ConnectionSecret } from '../domain/connection.ts';
import { DAY } from '../domain/time.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from './answer.ts';
import { lindqvist } from './lindqvist.ts';
import type { Interference, SandboxOptions } from './server.ts';
import type { SandboxTenant } from './tenant.ts';
import type { SandboxTenantName } from './tenant-names.ts';

/** How a variant differs from the healthy sandbox tenant. */
export interface Variant {
  tenant?: (healthy: SandboxTenant, now: number) => Partial<SandboxTenant>;
  /** Fields of the connection secret that differ from the tenant's own. */
  secret?: Partial<ConnectionSecret>;
  service?: (tenant: SandboxTenant) => Pick<SandboxOptions, 'signInRefusal' | 'interfere'>;
}

export const VARIANTS: Record<SandboxTenantName, Variant> = {
  healthy: {},
  'no-p2': { tenant: () => ({ plan: 'P1' }) },
  'no-consent': { tenant: () => ({ roles: [] }) },
  'old-consent': {
    tenant: ({ roles }) => ({ roles: roles.filter((role) => role !== 'SecurityAlert.Read.All') }),
  },
  'too-much-consent': {
    tenant: ({ roles }) => ({ roles: [...roles, 'User.Read.All', 'Policy.ReadWrite.ConditionalAccess'] }),
  },
  'bad-secret': { secret: { clientSecret: 'a-secret-id-instead-of-its-value' } },
  'expired-secret': { service: () => ({ signInRefusal: '7000222' }) },
  blocked: { service: () => ({ signInRefusal: '53003' }) },
  throttled: { service: () => ({ interfere: throttleFirst }) },
  outage: { service: () => ({ interfere: alertsAreDown }) },
  partial: { service: (tenant) => ({ interfere: partialScore(tenant) }) },
  empty: {
    tenant: () => ({ secureScores: [], alerts: [], riskyUsers: [], policies: [], securityDefaults: true }),
  },
  'many-alerts': { tenant: (_, now) => ({ alerts: alertsOf(10_000, now) }) },
  hostile: {
    tenant: ({ alerts, policies }) => ({
      alerts: alerts.map((alert) => ({ ...alert, title: HOSTILE })),
      policies: policies.map((policy) => ({ ...policy, displayName: HOSTILE })),
    }),
  },
};

const HOSTILE = `<img src=x onerror=alert(1)>=HYPERLINK("https://example.com")\u001b[31m\u202e${'A'.repeat(500)}`;

/**
 * Returns a variant of the sandbox tenant as it was `ago` days before `now` (milliseconds since 1970), the secret that
 * a connection signs in with, and the faults of its service.
 */
export function sandboxTenant(name: SandboxTenantName, now: number, ago = 0) {
  const variant: Variant = VARIANTS[name];
  const healthy = lindqvist(now, ago);
  const tenant = { ...healthy, ...variant.tenant?.(healthy, now - ago * DAY) };
  const { tenantId, clientId, clientSecret, clientSecretExpires } = healthy;
  const secret: ConnectionSecret = {
    tenantId,
    clientId,
    clientSecret,
    clientSecretExpires,
    ...variant.secret,
  };
  // A stored secret would hide the wrong secret that this variant shows.
  const ownSecretOnly = variant.secret !== undefined;
  return { tenant, secret, ownSecretOnly, service: variant.service?.(tenant) ?? {} };
}

function throttleFirst({ url }: SandboxRequest, nth: number): SandboxAnswer | undefined {
  if (nth > 1 || !url.pathname.startsWith('/v1.0/')) return undefined;
  const throttled = graphRefusal(429, 'TooManyRequests', 'Too many requests.');
  return url.pathname.startsWith('/v1.0/security/')
    ? { ...throttled, headers: { 'retry-after': '2' } }
    : throttled;
}

function alertsAreDown({ url }: SandboxRequest): SandboxAnswer | undefined {
  return url.pathname === '/v1.0/security/alerts_v2'
    ? graphRefusal(503, 'ServiceUnavailable', 'The service is unavailable.')
    : undefined;
}

function partialScore({ secureScores }: SandboxTenant): Interference {
  return ({ url }) =>
    url.pathname === '/v1.0/security/secureScores'
      ? {
          status: 206,
          headers: { warning: '199 - "Microsoft/SecureScore/504/10000"' },
          body: { value: secureScores.slice(0, 1) },
        }
      : undefined;
}
