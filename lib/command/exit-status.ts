import type { ConnectionCheck } from '../deployment/connection-check.ts';
import { EXIT } from '../domain/user-error.ts';

/** Returns the exit status of a check: a failure only if a source failed; a source that a sync would skip is fine. */
export function checkStatus({ sources }: Pick<ConnectionCheck, 'sources'>): number {
  return sources.some(({ outcome }) => outcome === 'failed') ? EXIT.failure : EXIT.success;
}

/** Returns the exit status of a command that reads the register: success if it found something and no item is damaged. */
export function readStatus({
  isEmpty,
  allowEmpty = false,
  damaged,
}: {
  isEmpty: boolean;
  allowEmpty?: boolean | undefined;
  damaged: readonly unknown[];
}): number {
  return damaged.length > 0 || (isEmpty && !allowEmpty) ? EXIT.failure : EXIT.success;
}
