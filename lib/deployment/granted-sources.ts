import type { Collector } from '../collectors/collector.ts';
import { COLLECTORS } from '../collectors/registry.ts';
import type { CloudName } from '../domain/cloud.ts';
import { PermissionMissing, type SyncError } from '../domain/errors.ts';
import { failureOf } from '../domain/failure.ts';
import type { Place } from '../domain/remedy.ts';
import type { PermissionHint } from '../domain/session.ts';
import { permissionRemedy, sourceNotInCloud } from '../domain/source-needs.ts';
import { type SourceCheck, skipReason, sourceOf } from './source-check.ts';

interface Signed {
  cloud: CloudName;
  /** The permissions in the token; null if it could not be read. */
  permissions: PermissionHint | null;
  /** The command and deployment that remedies name. */
  place: Place;
}

/**
 * Returns each source as the token's permissions show it, for a sign-in whose token only the functions on AWS can read. No
 * source is tried.
 */
export function grantedSources(signed: Signed): SourceCheck[] {
  return COLLECTORS.map((collector) => grantedSource(collector, signed));
}

function grantedSource(collector: Collector, { cloud, permissions, place }: Signed): SourceCheck {
  const { title, needs, absentFrom } = collector;
  const granted = grantedIn(permissions, needs.permission);
  const base = { ...sourceOf(collector), granted, licensed: null, status: null, requestId: null };
  const problem = absentFrom.includes(cloud)
    ? sourceNotInCloud(title, cloud)
    : granted === false && missing(collector);
  if (!problem) return { ...base, outcome: 'not-tried' };
  const error = failureOf(problem, place);
  const reason = skipReason(collector, error);
  return { ...base, ...(reason ? { outcome: 'skipped', reason } : { outcome: 'failed' }), error };
}

/** Returns null if the token does not say it: it could not be read, or its function is of another version. */
function grantedIn(permissions: PermissionHint | null, permission: string): boolean | null {
  if (permissions?.granted.includes(permission)) return true;
  return permissions?.missing.includes(permission) ? false : null;
}

function missing({ title, needs }: Collector): SyncError {
  return new PermissionMissing(`${title} cannot be read: the token does not grant ${needs.permission}`, {
    remedy: permissionRemedy(needs),
  });
}
