import * as z from 'zod/mini';
import type { PermissionHint } from '../domain/session.ts';

const Claims = z.object({ roles: z._default(z.array(z.string()), []) });

/**
 * What the token's `roles` claim says of the needed application permissions. A Graph token is formally
 * opaque, so this is a hint to show, never a reason to decide; null where there is nothing to read. A claim
 * without roles means that no permission has been consented to.
 * Source: https://learn.microsoft.com/entra/identity-platform/access-tokens
 */
export function permissionHint(token: string, needed: readonly string[]): PermissionHint | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const roles = [...new Set(Claims.parse(claims).roles.filter((role) => /^[\w.-]{1,128}$/.test(role)))];
    return {
      granted: needed.filter((permission) => covers(roles, permission)),
      missing: needed.filter((permission) => !covers(roles, permission)),
      excessive: roles
        .filter((role) => !needed.includes(role))
        .sort(mostDangerousFirst)
        .slice(0, 50),
    };
  } catch {
    return null;
  }
}

/** Graph's permissions to read and to write have names that differ in that word; the second includes the first. */
function covers(roles: readonly string[], permission: string): boolean {
  return roles.includes(permission) || roles.includes(permission.replace('.Read.', '.ReadWrite.'));
}

function mostDangerousFirst(a: string, b: string): number {
  return Number(b.includes('ReadWrite')) - Number(a.includes('ReadWrite')) || a.localeCompare(b);
}
