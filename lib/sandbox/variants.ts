import type { ClientSecret } from '../domain/connection-secret.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from './answer.ts';
import { lindqvist } from './lindqvist.ts';
import type { Interference, SandboxOptions } from './server.ts';
import { sourceAt } from './sources.ts';
import type { SandboxTenant } from './tenant.ts';
import type { SandboxTenantName } from './tenant-names.ts';

/** How a variant differs from the healthy sandbox tenant, in addition to the differences that collectors declare. */
interface Variant {
  tenant?: (healthy: SandboxTenant) => Partial<SandboxTenant>;
  /** Fields of the connection secret that differ from the tenant's own. */
  secret?: Partial<ClientSecret>;
  service?: Pick<SandboxOptions, 'signInRefusal' | 'interfere'>;
}

const VARIANTS: Partial<Record<SandboxTenantName, Variant>> = {
  'no-p2': { tenant: () => ({ plan: 'P1' }) },
  'no-consent': { tenant: () => ({ roles: [] }) },
  'old-consent': {
    tenant: ({ roles }) => ({ roles: roles.filter((role) => role !== 'SecurityAlert.Read.All') }),
  },
  'too-much-consent': {
    tenant: ({ roles }) => ({ roles: [...roles, 'User.Read.All', 'Policy.ReadWrite.ConditionalAccess'] }),
  },
  'bad-secret': { secret: { clientSecret: 'a-secret-id-instead-of-its-value' } },
  'expired-secret': { service: { signInRefusal: '7000222' } },
  blocked: { service: { signInRefusal: '53003' } },
  throttled: { service: { interfere: throttleFirst } },
};

/**
 * Returns a variant of the sandbox tenant as it was `ago` days before `now` (milliseconds since 1970), the secret that
 * a connection signs in with, and the faults of its service.
 */
export function sandboxTenant(name: SandboxTenantName, now: number, ago = 0) {
  const variant: Variant = VARIANTS[name] ?? {};
  const healthy = lindqvist(now, ago, name);
  const tenant = { ...healthy, ...variant.tenant?.(healthy) };
  const { tenantId, clientId, clientSecret, clientSecretExpires } = healthy;
  const secret: ClientSecret = {
    tenantId,
    clientId,
    clientSecret,
    clientSecretExpires,
    ...variant.secret,
  };
  // A stored secret would hide the wrong secret that this variant shows.
  const ownSecretOnly = variant.secret !== undefined;
  const service = { interfere: faultsOfSources(name, tenant), ...variant.service };
  return { tenant, secret, ownSecretOnly, service };
}

/** Throttles the first request for each source. */
function throttleFirst({ url }: SandboxRequest, nth: number): SandboxAnswer | undefined {
  const source = sourceAt(url);
  if (nth > 1 || !source) return undefined;
  const throttled = graphRefusal(429, 'TooManyRequests', 'Too many requests.');
  return source.retryAfter ? { ...throttled, headers: { 'retry-after': source.retryAfter } } : throttled;
}

/** Returns the faults that the collectors' sources declare for a variant. */
function faultsOfSources(name: SandboxTenantName, { data }: SandboxTenant): Interference {
  return ({ url }) => {
    const source = sourceAt(url);
    const { unavailable, warning } = source?.variants?.[name] ?? {};
    if (unavailable) return graphRefusal(503, 'ServiceUnavailable', 'The service is unavailable.');
    const objects = source && data[source.path];
    if (!warning || !Array.isArray(objects)) return undefined;
    return { status: 206, headers: { warning }, body: { value: objects.slice(0, 1) } };
  };
}
