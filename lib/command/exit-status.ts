import type { ConnectionCheck } from '../deployment/connection-check.ts';

/** What the commands end with. */
export const EXIT = { well: 0, notWell: 1, wrongUsage: 2, brokenOff: 130 } as const;

/** A source that a sync would skip is as good as one that it collects. */
export function checkStatus({ sources }: Pick<ConnectionCheck, 'sources'>): number {
  return sources.some(({ outcome }) => outcome === 'failed') ? EXIT.notWell : EXIT.well;
}

/** How a command ends that reads the register: well if it found something, and everything as it was recorded. */
export function readStatus({
  isEmpty,
  allowEmpty = false,
  damaged,
}: {
  isEmpty: boolean;
  allowEmpty?: boolean | undefined;
  damaged: readonly unknown[];
}): number {
  return damaged.length > 0 || (isEmpty && !allowEmpty) ? EXIT.notWell : EXIT.well;
}
