/** The runbook's path in this repository. */
export const RUNBOOK_PATH = 'lib/infrastructure/monitoring/RUNBOOK.md';

/** The headings in RUNBOOK.md, one for each kind of alarm. */
export const RUNBOOK = {
  syncFailed: 'A sync failed',
  syncNotSealed: 'A sync is not sealed',
  signInRejected: 'Sign-in rejected',
  awsFailed: 'AWS failed',
  noCompleteSync: 'No complete sync',
  deadLetters: 'Schedule dead letters',
  throttledWrites: 'Throttled writes',
  thresholdCrossed: 'A threshold is crossed',
  clientSecretExpires: 'Client secret expires',
} as const;
export type RunbookHeading = (typeof RUNBOOK)[keyof typeof RUNBOOK];

/**
 * Returns the address of a heading's section, with the anchor that Git hosts derive from it. `base` is the address of
 * RUNBOOK.md.
 */
export function runbookLink(base: string, heading: RunbookHeading): string {
  return `${base}#${heading.toLowerCase().replaceAll(' ', '-')}`;
}
