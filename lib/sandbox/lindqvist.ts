import { NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import { daysBefore } from '../collectors/sandbox-days.ts';
import type { SandboxDay, SandboxSource, SourceData } from '../collectors/sandbox-source.ts';
import { CLOUDS } from '../domain/cloud.ts';
import { GRAPH_SOURCES } from './sources.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from './sts-identity.ts';
import type { SandboxTenant } from './tenant.ts';
import type { SandboxTenantName } from './tenant-names.ts';

/**
 * In days: when the client secret was renewed, and its lifetime. The expiry date of the earlier secret was not
 * recorded.
 */
const SECRET = { renewed: 53, valid: 180 };

/**
 * Returns the fictional tenant Lindqvist Instruments as it was `ago` days before `now` (milliseconds since 1970), with the
 * Graph data of a variant. The collectors' sandbox data describe its last 90 days, counted back from today; little
 * happened before.
 */
export function lindqvist(now: number, ago = 0, variant: SandboxTenantName = 'healthy'): SandboxTenant {
  const tenantId = '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15';
  const expires = daysBefore(now, SECRET.renewed - SECRET.valid).slice(0, 10);
  return {
    tenantId,
    domain: 'lindqvist.example',
    clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
    clientSecret: 'sandbox~not.a.real.secret~9Qx',
    clientSecretExpires: ago <= SECRET.renewed ? expires : undefined,
    certificates: [],
    federatedCredentials: [
      { issuer: SANDBOX_ISSUER, subject: SANDBOX_ROLE, audience: CLOUDS.global.federationAudience },
    ],
    roles: NEEDED_PERMISSIONS,
    plan: 'P2',
    data: Object.fromEntries(
      GRAPH_SOURCES.map((source) => [source.path, dataOf(source, variant, { now, ago, tenantId })]),
    ),
  };
}

function dataOf(source: SandboxSource, variant: SandboxTenantName, day: SandboxDay): SourceData {
  if (variant === 'empty') return source.empty;
  return source.variants?.[variant]?.data?.(day) ?? source.healthy(day);
}
