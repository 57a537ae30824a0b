import { errorText } from './error-text.ts';
import { isSameTenant } from './evidence.ts';
import { rejectionOf } from './rejection.ts';
import type { SyncChange } from './sync-change.ts';
import type { SyncReview } from './sync-review.ts';
import type { SyncRun } from './sync-run.ts';

/** Returns how the sync's status and tenant differ from the previous sync. Empty for the first sync. */
export function statusChanges({ run, previousRun }: SyncReview): SyncChange[] {
  if (!previousRun) return [];
  const changes: SyncChange[] = [];
  if (run.status !== previousRun.status) changes.push(statusChange(run, previousRun));
  if (isAnotherTenant(run.tenantId, previousRun.tenantId)) {
    changes.push({
      kind: 'sync',
      code: 'sync.another-tenant',
      text: 'the connection read another tenant than before',
    });
  }
  return changes;
}

function statusChange({ status, error }: SyncRun, previous: SyncRun): SyncChange {
  const before = `before: ${previous.status}`;
  if (status === 'complete') {
    return { kind: 'sync', code: 'sync.recovered', text: `the sync is complete again, ${before}` };
  }
  if (status === 'incomplete') {
    return { kind: 'sync', code: 'sync.incomplete', text: `the sync is incomplete, ${before}` };
  }
  const why = error ? `${rejectionOf(error).inWords} (${errorText(error)})` : 'sign-in rejected';
  return { kind: 'sync', code: 'sync.rejected', text: `nothing was read: ${why}, ${before}` };
}

function isAnotherTenant(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && !isSameTenant({ tenantId: one }, { tenantId: other });
}
