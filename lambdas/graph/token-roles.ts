import * as z from 'zod/mini';
import type { PermissionHint } from '../domain/session.ts';

const Claims = z.object({ roles: z._default(z.array(z.string()), []) });
const Tenant = z.object({ tid: z.guid() });

/** The role of a token that grants a permission; false if no role does, null if the token cannot be read. */
export type HeldRole = string | false | null;

/**
 * Permissions that include another one and are not its ReadWrite. Graph's refusal of alerts_v2 lists these as enough:
 * "API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All,SecurityIncident.Read.All,…".
 */
const BROADER: Record<string, readonly string[]> = {
  'SecurityAlert.Read.All': ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
};

/**
 * What the token's `roles` claim says about the needed application permissions; null if the token cannot be read. A Graph
 * token is formally opaque, so nothing is refused because of it. A claim without roles means that no permission has been
 * consented to. Source: https://learn.microsoft.com/entra/identity-platform/access-tokens
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

/** The token's role that grants the permission. */
export function heldRole(token: string, permission: string): HeldRole {
  const roles = rolesIn(token);
  return roles && (roleFor(roles, permission) ?? false);
}

/** The id of the tenant that issued the token, in lower case; undefined if the token does not say. */
export function tenantIn(token: string): string | undefined {
  return Tenant.safeParse(claimsOf(token)).data?.tid.toLowerCase();
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

/** Graph's permissions to read and to write have names that differ in that word; the second includes the first. */
function roleFor(roles: readonly string[], permission: string): string | undefined {
  const enough = [permission, permission.replace('.Read.', '.ReadWrite.'), ...(BROADER[permission] ?? [])];
  return enough.find((role) => roles.includes(role));
}

function mostDangerousFirst(a: string, b: string): number {
  return Number(b.includes('ReadWrite')) - Number(a.includes('ReadWrite')) || a.localeCompare(b);
}
