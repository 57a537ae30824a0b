import type { ConnectionSecret } from '../../../lambdas/domain/connection.ts';
import { alertsOf } from './alerts.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from './answer.ts';
import { DAY } from './lindqvist/days.ts';
import { lindqvist } from './lindqvist.ts';
import type { Interference, SandboxOptions } from './server.ts';
import type { SandboxTenant } from './tenant.ts';

/** A sandbox tenant with something about it, named by what it lacks or does. */
export interface Variant {
  /** What a person sees when syncing it, in a line. */
  description: string;
  tenant?: (healthy: SandboxTenant, now: number) => Partial<SandboxTenant>;
  /** What the connection secret holds, where it is not the tenant's own. */
  secret?: Partial<ConnectionSecret>;
  service?: (tenant: SandboxTenant) => Pick<SandboxOptions, 'signInRefusal' | 'interfere'>;
}

export const VARIANTS: Record<string, Variant> = {
  healthy: { description: 'everything granted and licensed: four evidence items (the default)' },
  'no-p2': { description: 'no Entra ID P2: risky users are skipped', tenant: () => ({ plan: 'P1' }) },
  'no-consent': {
    description:
      'no permission has admin consent: risky users are skipped, the others fail and say what to grant',
    tenant: () => ({ roles: [] }),
  },
  'old-consent': {
    description: 'SecurityEvents.Read.All, but not SecurityAlert.Read.All: alerts fail and say what to grant',
    tenant: ({ roles }) => ({ roles: roles.filter((role) => role !== 'SecurityAlert.Read.All') }),
  },
  'too-much-consent': {
    description: 'more permissions than needed: all is read, and what is too much is named',
    tenant: ({ roles }) => ({ roles: [...roles, 'User.Read.All', 'Policy.ReadWrite.ConditionalAccess'] }),
  },
  'bad-secret': {
    description: 'the client secret is wrong: the sign-in is rejected',
    secret: { clientSecret: 'a-secret-id-instead-of-its-value' },
  },
  'expired-secret': {
    description: 'the client secret has expired: the sign-in is rejected',
    service: () => ({ signInRefusal: '7000222' }),
  },
  blocked: {
    description: 'Conditional Access blocks the app: the sign-in is rejected',
    service: () => ({ signInRefusal: '53003' }),
  },
  throttled: {
    description: 'Graph throttles each first request: everything is read, after waiting',
    service: () => ({ interfere: throttleFirst }),
  },
  outage: {
    description: 'the alerts service is down: alerts fail, the others are read',
    service: () => ({ interfere: alertsAreDown }),
  },
  partial: {
    description: 'Graph gives a partial answer (206): the Secure Score is recorded as partial',
    service: (tenant) => ({ interfere: partialScore(tenant) }),
  },
  empty: {
    description: 'a new tenant: no score, no alerts, no risky users, no policies',
    tenant: () => ({ secureScores: [], alerts: [], riskyUsers: [], policies: [], securityDefaults: true }),
  },
  'many-alerts': {
    description: '10,000 alerts on ten pages',
    tenant: (_, now) => ({ alerts: alertsOf(10_000, now) }),
  },
  hostile: {
    description: 'names and titles that try to be markup, formulas and control characters',
    tenant: ({ alerts, policies }) => ({
      alerts: alerts.map((alert) => ({ ...alert, title: HOSTILE })),
      policies: policies.map((policy) => ({ ...policy, displayName: HOSTILE })),
    }),
  },
};

const HOSTILE = `<img src=x onerror=alert(1)>=HYPERLINK("https://example.com")\u001b[31m\u202e${'A'.repeat(500)}`;

/**
 * A variant of the sandbox tenant, as it stood `ago` whole days before `now`, and the secret with which a connection
 * signs in to it.
 */
export function sandboxTenant(name: string, now: number, ago = 0) {
  const variant = VARIANTS[name];
  if (!variant) throw new Error(`There is no sandbox tenant named ${name}`);
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
  return { tenant, secret, service: variant.service?.(tenant) ?? {} };
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
