import * as z from 'zod/mini';
import type { PermissionHint } from '../domain/session.ts';

const Claims = z.object({ roles: z._default(z.array(z.string()), []) });
const Tenant = z.object({ tid: z.guid() });

/** The role in a token that grants a permission; false if no role does, null if the token cannot be read. */
export type HeldRole = string | false | null;

/**
 * Permissions that include another one, in addition to its ReadWrite form. Graph's refusal of alerts_v2 accepts these:
 * "API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All,SecurityIncident.Read.All,…".
 */
const BROADER: Record<string, readonly string[]> = {
  'SecurityAlert.Read.All': ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
};

/**
 * Compares the token's `roles` claim with the needed application permissions; null if the token cannot be read. A Graph
 * token is formally opaque, so this never refuses anything. A claim without roles means that no permission has consent.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
export function permissionHint(token: string, needed: readonly string[]): PermissionHint | null {
  const roles = rolesIn(token);
  if (roles === null) return null;
  return {
    granted: needed.filter((permission) => roleFor(roles, permission)),
    missing: needed.filter((permission) => !roleFor(roles, permission)),
    excessive: roles
      .filter((role) => !needed.includes(role))
      .sort(mostDangerousFirst)
      .slice(0, 50),
  };
}

/** Returns the token's role that grants the permission. */
export function heldRole(token: string, permission: string): HeldRole {
  const roles = rolesIn(token);
  return roles && (roleFor(roles, permission) ?? false);
}

/**
 * Returns the id of the tenant that issued the token, else the configured tenant. A connection may name the tenant by a
 * domain, but the register needs its id. In lower case, as Entra takes both.
 */
export function tenantOf(token: string, configured: string): string {
  return (Tenant.safeParse(claimsOf(token)).data?.tid ?? configured).toLowerCase();
}

function rolesIn(token: string): string[] | null {
  const claims = Claims.safeParse(claimsOf(token)).data;
  return claims ? [...new Set(claims.roles.filter((role) => /^[\w.-]{1,128}$/.test(role)))] : null;
}

function claimsOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Returns the role that grants a permission. A `.ReadWrite.` permission includes the `.Read.` permission of the same name. */
function roleFor(roles: readonly string[], permission: string): string | undefined {
  const enough = [permission, permission.replace('.Read.', '.ReadWrite.'), ...(BROADER[permission] ?? [])];
  return enough.find((role) => roles.includes(role));
}

function mostDangerousFirst(a: string, b: string): number {
  return Number(b.includes('ReadWrite')) - Number(a.includes('ReadWrite')) || a.localeCompare(b);
}
