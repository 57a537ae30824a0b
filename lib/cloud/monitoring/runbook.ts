/** The headings of the README's runbook, one for each kind of trouble that an alarm tells of. */
export const RUNBOOK = {
  syncFailed: 'A sync failed',
  signInRejected: 'Sign-in rejected',
  awsFailed: 'AWS failed',
  noCompleteSync: 'No complete sync',
  deadLetters: 'Schedule dead letters',
  throttledWrites: 'Throttled writes',
  clientSecretExpires: 'Client secret expires',
} as const;
export type RunbookHeading = (typeof RUNBOOK)[keyof typeof RUNBOOK];

/** The address of a heading's paragraph; `base` is that of the README. Git hosts make anchors of headings so. */
export function runbookLink(base: string, heading: RunbookHeading): string {
  return `${base}#${heading.toLowerCase().replaceAll(' ', '-')}`;
}
